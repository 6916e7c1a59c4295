using Portal.Domain.Patients;

namespace Portal.Features.Booking.DeskBooking;

/// <summary>Whom a booking is for: somebody found, or somebody new with a name and a phone. Lives as long as its form.</summary>
public sealed class PatientEntry
{
    /// <summary>What is typed in the one box.</summary>
    public string Typed { get; set; } = "";

    public PatientSummary? Known { get; set; }

    public bool IsNew { get; set; }

    public string Name { get; set; } = "";

    public string Phone { get; set; } = "";

    public RegisterPatientError? Refused { get; set; }

    /// <summary>Nobody was chosen when the form was sent.</summary>
    public bool Missing { get; set; }

    /// <summary>Turns the box into the fields of a new patient: what was typed is the phone if it is digits, and the name otherwise.</summary>
    public void BecomeNew()
    {
        IsNew = true;
        if (Typed.Any(char.IsLetter))
            Name = Typed.Trim();
        else
            Phone = Typed.Trim();
    }

    public void Choose(PatientSummary patient) => (Known, IsNew, Missing, Refused) = (patient, false, false, null);

    public void Reopen() => (Known, IsNew, Refused) = (null, false, null);

    /// <summary>Takes back what the browser kept.</summary>
    public void Restore(Calendar.BookingDraft draft)
    {
        (Typed, Name, Phone) = (draft["typed"] ?? "", draft["name"] ?? "", draft["phone"] ?? "");
        IsNew = draft["new"] is not null;
        if (draft.Id("patient") is { } id)
            Known = new(new(id), draft["patient-name"] ?? "", draft["patient-phone"] ?? "", draft["patient-language"] ?? "");
    }
}
