using Portal.Domain.Patients;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Booking.Book;

/// <summary>The form of who an appointment is for. With a proved phone: somebody of that phone, or a further name; else a name and a phone.</summary>
public sealed class DetailsInput
{
    public const string SomebodyElse = "else";

    /// <summary>A patient's id, or <see cref="SomebodyElse"/>.</summary>
    public string? Person { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public static DetailsInput Of(BookingDraft draft) => new() { Person = draft.Patient?.ToString(), Name = draft.Name, Phone = draft.Phone };

    /// <summary>The draft with what was typed, or the key of the sentence that says what is wrong, with its field.</summary>
    /// <param name="proved">The caller's own phone, where the form shows the people of it.</param>
    public BookingDraft? Apply(BookingDraft draft, string? proved, IReadOnlyList<PatientSummary> people, string country, out (string Field, string Text)? error)
    {
        error = null;
        if (proved is not null && people.FirstOrDefault(p => p.Id.ToString() == Person) is { } person)
            return draft.For(person.Name, proved, person.Id);
        if (proved is not null && people.Count > 0 && Person != SomebodyElse)
            error = (nameof(Person), "Details.ChooseWho");
        else if (!RegisterPatient.IsName(Name))
            error = (nameof(Name), "Details.NameInvalid");
        else if (proved is null && Phones.Parse(Phone, country) is null)
            error = (nameof(Phone), "Details.PhoneInvalid");
        return error is null ? draft.For(Name!.Trim(), proved ?? Phone!.Trim(), null) : null;
    }
}
