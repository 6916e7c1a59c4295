namespace Portal.Domain.Platform.Callers;

/// <summary>What a program with a token may read of one clinic, in SMART's words: <c>system/Slot.read</c> and its like.</summary>
[Flags]
public enum ApiScopes
{
    None = 0,

    /// <summary>Who has a calendar, and what is booked in it by name of service.</summary>
    ScheduleRead = 1,

    /// <summary>Which times are free and which are not.</summary>
    SlotRead = 2,

    /// <summary>Appointments and who they are for.</summary>
    AppointmentRead = 4,

    /// <summary>A person's whole record, for the person's id.</summary>
    PatientRead = 8,

    All = ScheduleRead | SlotRead | AppointmentRead | PatientRead,
}
