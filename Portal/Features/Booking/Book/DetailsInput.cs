using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Booking.Book;

/// <summary>
/// The form of who an appointment is for. With a proved phone: somebody of that phone, or a further name; else a name and a phone. Where the service is
/// for an age or a gender, these too, unless they are known.
/// </summary>
public sealed class DetailsInput
{
    public const string SomebodyElse = "else";

    /// <summary>A patient's id, or <see cref="SomebodyElse"/>.</summary>
    public string? Person { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    /// <summary>As typed.</summary>
    public string? BirthDate { get; set; }

    public string? Gender { get; set; }

    /// <summary>What the form asks of this service's patients.</summary>
    /// <param name="On">The clinic's day of the visit.</param>
    /// <param name="Today">The clinic's.</param>
    public readonly record struct Asked(PersonRule? Rule, LocalDate On, LocalDate Today);

    // of somebody who was chosen the record knows by now what was typed
    public static DetailsInput Of(BookingDraft draft) => new()
    {
        Person = draft.Patient?.ToString(), Name = draft.Name, Phone = draft.Phone, Gender = draft.Patient is null ? draft.Gender?.ToString() : null,
        BirthDate = draft is { Patient: null, BirthDate: { } born } ? $"{born.Day}/{born.Month}/{born.Year}" : null,
    };

    /// <summary>Who was meant: somebody of the proved phone, or a name with a phone; with what was typed of them that the record does not know.</summary>
    public sealed record Said(string Name, string Phone, PatientId? Patient, LocalDate? BirthDate, Gender? Gender);

    /// <summary>The draft with what was typed, or what is wrong.</summary>
    /// <inheritdoc cref="Read"/>
    public BookingDraft? Apply(
        BookingDraft draft, string? proved, IReadOnlyList<PatientSummary> people, string country, Asked asked, out (string Field, string Text)? error)
    {
        if (draft.Name is not null && ChosenOf(proved, people)?.Id != draft.Patient)
            Forget(Of(draft));
        return Read(proved, people, country, asked, out error) is { } said ? draft.For(said.Name, said.Phone, said.Patient) with { BirthDate = said.BirthDate, Gender = said.Gender } : null;
    }

    // what the form was filled in with was said of another person
    void Forget(DetailsInput filled)
    {
        BirthDate = BirthDate == filled.BirthDate ? null : BirthDate;
        Gender = Gender == filled.Gender ? null : Gender;
    }

    PatientSummary? ChosenOf(string? proved, IReadOnlyList<PatientSummary> people) => proved is null ? null : people.FirstOrDefault(p => p.Id.ToString() == Person);

    /// <param name="proved">The caller's own phone, where the form shows the people of it.</param>
    /// <param name="error">The field with the key of its sentence; <see cref="PersonRule"/> where the service is not for them.</param>
    public Said? Read(string? proved, IReadOnlyList<PatientSummary> people, string country, Asked asked, out (string Field, string Text)? error)
    {
        var person = ChosenOf(proved, people);
        error = person is not null ? null
            : proved is not null && people.Count > 0 && Person != SomebodyElse ? (nameof(Person), "Details.ChooseWho")
            : !RegisterPatient.IsName(Name) ? (nameof(Name), "Details.NameInvalid")
            : proved is null && Phones.Parse(Phone, country) is null ? (nameof(Phone), "Details.PhoneInvalid")
            : null;
        if (error is not null)
            return null;

        // what the record knows is not asked, and stands against what is typed
        var typedBorn = person?.BirthDate is null && asked.Rule is { AsksAge: true } ? BirthDates.Parse(BirthDate, asked.Today) : null;
        var typedGender = person?.Gender is null && asked.Rule?.Gender is not null && Enum.TryParse<Gender>(Gender, out var chosen) && Enum.IsDefined(chosen) ? chosen : default(Gender?);
        var (born, gender) = (person?.BirthDate ?? typedBorn, person?.Gender ?? typedGender);
        if (asked.Rule is { } rule)
            error = rule.AsksAge && born is null ? (nameof(BirthDate), "Who.BirthDateInvalid")
                : rule.Gender is not null && gender is null ? (nameof(Gender), "Who.GenderMissing")
                : !rule.Suits(born, gender, asked.On) ? (nameof(PersonRule), "")
                : null;
        return error is null ? new(person?.Name ?? Name!.Trim(), proved ?? Phone!.Trim(), person?.Id, typedBorn, typedGender) : null;
    }
}
