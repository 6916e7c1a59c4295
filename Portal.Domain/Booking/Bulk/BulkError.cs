namespace Portal.Domain.Booking.Bulk;

/// <summary>Why a bulk change, or a step of it, did not happen.</summary>
public enum BulkError
{
    Forbidden,

    /// <summary>No such practitioner, change or row.</summary>
    NotFound,

    /// <summary>The stretch of time is empty, turned round, past or longer than a month.</summary>
    DatesWrong,

    /// <summary>There is no appointment to change.</summary>
    NothingToDo,

    /// <summary>A row is not what the preview showed: an appointment of somebody else, or two of them at one place.</summary>
    RowsWrong,

    /// <summary>It is done, or stands still, or runs already.</summary>
    WrongState,
}
