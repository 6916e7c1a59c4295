using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Features.Booking.Book;

namespace Portal.Tests.Site;

/// <summary>Who an appointment is for: what was typed of one person is never said of another.</summary>
public sealed class DetailsInputTests
{
    const string Phone = "+201001234567";

    static readonly LocalDate Today = new(2026, 11, 22);
    static readonly DetailsInput.Asked Children = new(new PersonRule(2, 14, null), Today, Today);
    static readonly PatientSummary Known = new(PatientId.New(), "Adam", Phone, "en") { BirthDate = new LocalDate(2020, 5, 3) }, Unknown = new(PatientId.New(), "Basma", Phone, "en");

    [Fact]
    public void Of_a_child_that_is_known_nothing_is_kept_and_the_next_child_is_asked()
    {
        var draft = Apply(Draft(), new() { Person = Known.Id.ToString() }, out var error)!;
        error.ShouldBeNull();
        draft.BirthDate.ShouldBeNull("the record knows it, and nobody typed it");

        var again = DetailsInput.Of(draft);
        again.BirthDate.ShouldBeNull();
        again.Person = Unknown.Id.ToString();
        Apply(draft, again, out error).ShouldBeNull();
        error!.Value.Field.ShouldBe(nameof(DetailsInput.BirthDate));
    }

    [Fact]
    public void What_was_typed_of_a_new_name_is_filled_in_again_for_that_name_alone()
    {
        var draft = Apply(Draft(), new() { Person = DetailsInput.SomebodyElse, Name = "Celine", BirthDate = "1/2/2019" }, out _)!;
        draft.BirthDate.ShouldBe(new LocalDate(2019, 2, 1));
        var again = DetailsInput.Of(draft);
        again.BirthDate.ShouldBe("1/2/2019");
        again.Person = DetailsInput.SomebodyElse;
        Apply(draft, again, out _)!.BirthDate.ShouldBe(new LocalDate(2019, 2, 1));

        again.Person = Unknown.Id.ToString();
        Apply(draft, again, out var error).ShouldBeNull();
        error!.Value.Field.ShouldBe(nameof(DetailsInput.BirthDate));
        again.BirthDate = "3/3/2018";
        Apply(draft, again, out _)!.BirthDate.ShouldBe(new LocalDate(2018, 3, 3));
    }

    static BookingDraft? Apply(BookingDraft draft, DetailsInput input, out (string Field, string Text)? error) => input.Apply(draft, Phone, [Known, Unknown], "EG", Children, out error);

    static BookingDraft Draft() => new()
    {
        Service = ServiceId.New(), Practitioner = PractitionerId.New(), Start = Instant.FromUtc(2026, 11, 23, 8, 0), HeldUntil = Instant.MinValue, CommandKey = Guid.NewGuid(),
    };
}
