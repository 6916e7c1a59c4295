namespace Portal.Domain.CallCenter.Understanding;

/// <summary>What somebody may want of the front desk.</summary>
public enum Intent
{
    BookAppointment,
    MoveAppointment,
    CancelAppointment,

    /// <summary>When is mine, have I one.</summary>
    MyAppointments,
    JoinWaitlist,

    /// <summary>About the clinic: hours, prices, address, preparation, insurance, who works there.</summary>
    ClinicFacts,

    /// <summary>About the person's own record: results, medicines, what the doctor said.</summary>
    AskRecord,
    RequestRefill,
    TalkToPerson,

    /// <summary>A bare yes.</summary>
    Confirm,

    /// <summary>A bare no.</summary>
    Deny,

    /// <summary>Hello, thanks and goodbye.</summary>
    Greeting,
    OutOfScope,
}
