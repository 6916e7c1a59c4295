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

    public static DetailsInput Of(BookingDraft draft) => new()
    {
        Person = draft.Patient?.ToString(), Name = draft.Name, Phone = draft.Phone, Gender = draft.Gender?.ToString(),
        BirthDate = draft.BirthDate is { } born ? $"{born.Day}/{born.Month}/{born.Year}" : null,
    };

    /// <summary>The draft with what was typed, or the key of the sentence that says what is wrong, with its field; <see cref="PersonRule"/> where the service is not for them.</summary>
    /// <param name="proved">The caller's own phone, where the form shows the people of it.</param>
    public BookingDraft? Apply(
        BookingDraft draft, string? proved, IReadOnlyList<PatientSummary> people, string country, Asked asked, out (string Field, string Text)? error)
    {
        error = null;
        var person = proved is null ? null : people.FirstOrDefault(p => p.Id.ToString() == Person);
        if (person is not null)
            draft = draft.For(person.Name, proved, person.Id);
        else if (proved is not null && people.Count > 0 && Person != SomebodyElse)
            error = (nameof(Person), "Details.ChooseWho");
        else if (!RegisterPatient.IsName(Name))
            error = (nameof(Name), "Details.NameInvalid");
        else if (proved is null && Phones.Parse(Phone, country) is null)
            error = (nameof(Phone), "Details.PhoneInvalid");
        else
            draft = draft.For(Name!.Trim(), proved ?? Phone!.Trim(), null);
        if (error is null && asked.Rule is { } rule)
            draft = Ask(draft, person, rule, asked, out error);
        return error is null ? draft : null;
    }

    // what the record knows is not asked, and stands against what is typed
    BookingDraft Ask(BookingDraft draft, PatientSummary? person, PersonRule rule, Asked asked, out (string Field, string Text)? error)
    {
        var born = person?.BirthDate ?? BirthDates.Parse(BirthDate, asked.Today);
        var gender = person?.Gender ?? (Enum.TryParse<Gender>(Gender, out var chosen) && Enum.IsDefined(chosen) ? chosen : null);
        error = rule.AsksAge && born is null ? (nameof(BirthDate), "Who.BirthDateInvalid")
            : rule.Gender is not null && gender is null ? (nameof(Gender), "Who.GenderMissing")
            : !rule.Suits(born, gender, asked.On) ? (nameof(PersonRule), "")
            : null;
        return draft with { BirthDate = born, Gender = gender };
    }
}
