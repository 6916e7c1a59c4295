namespace Portal.Domain.Booking.Money;

/// <summary>Why money was not taken, given back or counted.</summary>
public enum MoneyError
{
    /// <summary>The caller may not do this.</summary>
    Forbidden,
    NotFound,

    /// <summary>The fee is taken once the patient is here, a deposit as long as the appointment is ahead.</summary>
    NotNow,

    /// <summary>The fee or the deposit of this appointment was taken already.</summary>
    AlreadyPaid,

    /// <summary>Below nothing, beyond all sense, or with more than two digits after the point.</summary>
    AmountWrong,

    /// <summary>More than the fee.</summary>
    DiscountTooHigh,

    /// <summary>A discount is given for a reason alone.</summary>
    DiscountReasonMissing,

    /// <summary>What is taken back is taken back for a reason.</summary>
    ReasonMissing,

    /// <summary>Why it is taken back is said in more letters than are kept.</summary>
    ReasonTooLong,

    /// <summary>It was taken back already, or is itself a taking back.</summary>
    AlreadyReversed,

    /// <summary>The fee is less by all of this deposit: that receipt is taken back first.</summary>
    DepositSetOff,

    /// <summary>The shift was closed already.</summary>
    ShiftClosed,

    /// <summary>The cash counted is not the cash expected, and nothing is said of it.</summary>
    NoteMissing,

    /// <summary>Another receipt came in between, so that what was shown is no longer true; read it again.</summary>
    ChangedMeanwhile,

    /// <summary>The same command key came with another request.</summary>
    KeyReused,
}
