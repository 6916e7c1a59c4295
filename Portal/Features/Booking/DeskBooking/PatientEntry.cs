using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;

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

    /// <summary>Date of birth or age, as typed.</summary>
    public string Born { get; set; } = "";

    /// <summary>A <see cref="Domain.Patients.Model.Gender"/>, or nothing.</summary>
    public string Gender { get; set; } = "";

    public Gender? ChosenGender => Enum.TryParse<Gender>(Gender, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;

    /// <summary>What is wrong with the date of birth: the key of its sentence.</summary>
    public string? BornError { get; private set; }

    /// <summary>The service is for one gender, and none was chosen.</summary>
    public bool GenderMissing { get; private set; }

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

    /// <summary>Whether what was typed of somebody new is a date, and all that the service needs is there; else the fields say what is wrong.</summary>
    /// <param name="rule">Whom the service is for; null for anybody.</param>
    /// <param name="today">The clinic's.</param>
    public bool IsPersonSaid(PersonRule? rule, LocalDate today)
    {
        var typed = Born.Trim().Length > 0;
        BornError = typed && BirthDates.Parse(Born, today) is null ? "Patient.BornError" : !typed && rule is { AsksAge: true } ? "Patient.BornMissing" : null;
        GenderMissing = rule?.Gender is not null && ChosenGender is null;
        return BornError is null && !GenderMissing;
    }

    public void Choose(PatientSummary patient) => (Known, IsNew, Missing, Refused) = (patient, false, false, null);

    public void Reopen() => (Known, IsNew, Refused, BornError, GenderMissing) = (null, false, null, null, false);

    /// <summary>Takes back what the browser kept.</summary>
    public void Restore(Calendar.BookingDraft draft)
    {
        (Typed, Name, Phone) = (draft["typed"] ?? "", draft["name"] ?? "", draft["phone"] ?? "");
        (Born, Gender) = (draft["born"] ?? "", draft["gender"] ?? "");
        IsNew = draft["new"] is not null;
        if (draft.Id("patient") is { } id)
            Known = new(new(id), draft["patient-name"] ?? "", draft["patient-phone"] ?? "", draft["patient-language"] ?? "");
    }
}
