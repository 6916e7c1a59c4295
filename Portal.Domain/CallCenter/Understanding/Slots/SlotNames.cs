namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>The names that slots have in acts and in labelled sets.</summary>
public static class SlotNames
{
    public const string Date = "appointment_date";
    public const string Time = "appointment_time";
    public const string Part = "part_of_day";
    public const string Doctor = "doctor_name";
    public const string Specialty = "specialty";
    public const string ForWhom = "for_whom";
}
