namespace Portal.Domain.Booking.Setup;

/// <summary>Why a change of what can be booked was not saved. Those of a field are shown at the field.</summary>
public enum SetupError
{
    Forbidden,
    NotFound,

    /// <summary>Somebody else saved it meanwhile; read it again.</summary>
    ChangedMeanwhile,
    NameMissing,

    /// <summary>1 minute to 24 hours.</summary>
    MinutesOutOfRange,

    /// <summary>0 to 240 minutes.</summary>
    BufferOutOfRange,
    PriceNegative,

    /// <summary>Not <c>#rrggbb</c>.</summary>
    ColourInvalid,

    /// <summary>The account belongs to another practitioner already.</summary>
    AccountTaken,

    /// <summary>Two windows of one day overlap, or one is empty.</summary>
    HoursOverlap,

    /// <summary>The practitioner would be at two branches at once.</summary>
    BranchesOverlap,

    /// <summary>One date without the other, or the last before the first.</summary>
    DatesWrong,

    /// <summary>Another schedule of the practitioner covers some of these days.</summary>
    SchedulesOverlap,

    /// <summary>The day is a holiday already.</summary>
    DateTaken,

    /// <summary>1 to 500 turns in a window.</summary>
    TurnsOutOfRange,

    /// <summary>Behind 0 to 20 others.</summary>
    BehindOutOfRange,

    /// <summary>1 to 500 patients together.</summary>
    CapacityOutOfRange,
    NoticeOutOfRange,
    HorizonOutOfRange,
    StepOutOfRange,
    HoldOutOfRange,

    /// <summary>1 to 365 days.</summary>
    RevisitOutOfRange,

    /// <summary>0 to 150, the least no more than the most.</summary>
    AgeOutOfRange,

    /// <summary>Less than one, or more than anybody can do.</summary>
    LimitOutOfRange,

    /// <summary>An offer to one who waits: 5 minutes to a day.</summary>
    OfferOutOfRange,
}
