namespace Portal.Domain.Booking.Waitlist;

/// <summary>Why something about the waiting list did not happen.</summary>
public enum WaitlistError
{
    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>No such entry, offer or patient, or not one of the caller's.</summary>
    NotFound,

    /// <summary>The service or the practitioner does not exist any more, or this practitioner does not offer it.</summary>
    NotOffered,

    /// <summary>The last day is before the first, past, or too far ahead.</summary>
    DatesWrong,

    /// <summary>None of the wished weekdays lies within the wished dates, or the times of the day are one without the other.</summary>
    NoTimeWished,

    /// <summary>The service is for patients of another age or gender, or the patient's age is not known.</summary>
    NotForPatient,

    /// <summary>The patient has missed appointments before, and the clinic has them book by its desk.</summary>
    DeskOnly,

    /// <summary>This phone waits for as much as one can.</summary>
    TooMany,

    /// <summary>The entry is closed, or has another offer open.</summary>
    Closed,

    /// <summary>The time that was offered is not kept any more.</summary>
    TooLate,

    /// <summary>Somebody else has the time.</summary>
    Taken,

    /// <summary>The time is too near for an offer that can still be answered; a phone call is quicker.</summary>
    TooNear,
}
