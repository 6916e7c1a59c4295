namespace Portal.Domain.Booking;

/// <summary>Why a booking, hold, move or change of state did not happen.</summary>
public enum BookingError
{
    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>No such appointment or patient, or not one of the caller's.</summary>
    NotFound,

    /// <summary>The service or practitioner does not exist any more, or this practitioner does not offer it.</summary>
    NotOffered,

    /// <summary>Sooner than the clinic's notice allows.</summary>
    TooSoon,

    /// <summary>Beyond the clinic's horizon.</summary>
    TooFar,

    /// <summary>Outside the practitioner's hours, or while they are away.</summary>
    OutsideHours,

    /// <summary>Somebody else has the time.</summary>
    Taken,

    /// <summary>All turns of the session are given, or the desk gives no more.</summary>
    Full,

    /// <summary>The practitioner has as many appointments as the clinic allows in that day or week.</summary>
    LimitReached,

    /// <summary>The service is for patients of another age or gender.</summary>
    NotForPatient,

    /// <summary>The service is for an age, and the patient's is not known.</summary>
    BirthDateMissing,

    /// <summary>The patient has missed appointments before, and the clinic has them book by its desk.</summary>
    DeskOnly,

    /// <summary>Somebody else changed the appointment meanwhile; read it again.</summary>
    ChangedMeanwhile,

    /// <summary>The appointment is over or cancelled; nothing leads from there to what was asked.</summary>
    Closed,

    /// <summary>This is done for a reason alone, and none was given.</summary>
    ReasonMissing,

    /// <summary>What was done can be taken back for a minute, by who did it.</summary>
    TooLateToUndo,

    /// <summary>The same command key came with another request.</summary>
    KeyReused,

    /// <summary>A cheaper follow-up, at a time or with a practitioner where it would be none; the desk alone moves it there.</summary>
    FollowUpOnly,
}
