using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;

namespace Portal.Features.Booking.DeskBooking;

/// <summary>What the two booking panels have in common: who, what, with whom; registering who is new; sending it once.</summary>
public sealed class BookingForm(BookAppointment book, BookTurn bookTurn, RegisterPatient register, ClinicContext clinic)
{
    readonly CommandKey key = new();
    ClinicFacts? facts;

    public PatientEntry Patient { get; } = new();

    public ServiceId? Service { get; set; }

    /// <summary>Null for any.</summary>
    public PractitionerId? Practitioner { get; set; }

    /// <summary>The room or device that it is to be in; null for any that will do.</summary>
    public Guid? Place { get; set; }

    public string Note { get; set; } = "";

    /// <summary>Why it is to stand over another one; asked for once there is no room.</summary>
    public string Overbook { get; set; } = "";

    /// <summary>There is no room, and the desk may book over it.</summary>
    public bool MayOverbook => Refused is BookingError.Taken or BookingError.LimitReached;

    /// <summary>Whom the chosen service is for; null for anybody.</summary>
    public PersonRule? Person => Service is { } chosen ? facts?.Find(chosen)?.Person : null;

    /// <summary>Why the last try did not book; cleared by the next.</summary>
    public BookingError? Refused { get; set; }

    public bool Sending { get; private set; }

    /// <summary>The first service that the chosen practitioner offers, unless the chosen one will do.</summary>
    public void Settle(ClinicFacts offers)
    {
        facts = offers;
        var offered = Offered(offers).ToArray();
        if (Service is not { } chosen || offered.All(s => s.Id != chosen))
            Service = offered.FirstOrDefault()?.Id;
    }

    public IEnumerable<ServiceFacts> Offered(ClinicFacts facts) => facts.Services.Where(s => Practitioner is not { } p || s.Practitioners.Contains(p));

    /// <returns>Null where something is missing or refused; the form says what.</returns>
    public async Task<AppointmentState?> SendAsync(Instant start, BookingSource source)
    {
        if (Sending || Service is not { } service)
            return null;
        (Sending, Refused) = (true, null);
        try
        {
            if (await PatientAsync() is not { } patient)
                return null;
            var request = new BookAppointment.Request(
                Guid.Empty, patient, service, Practitioner, start, source, Note: string.IsNullOrWhiteSpace(Note) ? null : Note.Trim())
            {
                Place = Place, OverbookReason = string.IsNullOrWhiteSpace(Overbook) ? null : Overbook.Trim(),
            };
            var result = await book.ExecuteAsync(request with { CommandKey = key.For(request) }, CancellationToken.None);
            if (result.Succeeded)
                return result.Value;
            Refused = result.Error;
            return null;
        }
        finally
        {
            Sending = false;
        }
    }

    /// <param name="session">When the session begins.</param>
    /// <param name="urgent">Why it comes in front of all who wait.</param>
    /// <returns>Null where something is missing or refused; the form says what.</returns>
    public async Task<TurnState?> SendTurnAsync(PractitionerId practitioner, Instant session, BookingSource source, string? urgent = null)
    {
        if (Sending || Service is not { } service)
            return null;
        (Sending, Refused) = (true, null);
        try
        {
            if (await PatientAsync() is not { } patient)
                return null;
            var request = new BookTurn.Request(
                Guid.Empty, patient, service, practitioner, session, source, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), urgent);
            var result = await bookTurn.ExecuteAsync(request with { CommandKey = key.For(request) }, CancellationToken.None);
            if (result.Succeeded)
                return result.Value;
            Refused = result.Error;
            return null;
        }
        finally
        {
            Sending = false;
        }
    }

    /// <summary>Who was found, or who is new and now registered; null where nobody is chosen or a field is wrong, and the form says which.</summary>
    public async Task<PatientId?> PatientAsync()
    {
        if (Patient.Known is { } known)
            return known.Id;
        Patient.Missing = !Patient.IsNew;
        if (!Patient.IsNew)
            return null;
        Patient.Refused = null;
        if (!Patient.IsPersonSaid(Person, clinic.Today))
            return null;
        var result = await register.ExecuteAsync(
            new(Patient.Name, Patient.Phone, clinic.Tenant.DefaultLanguage) { BirthDate = BirthDates.Parse(Patient.Born, clinic.Today), Gender = Patient.ChosenGender },
            CancellationToken.None);
        if (!result.Succeeded)
        {
            Patient.Refused = result.Error;
            return null;
        }

        Patient.Choose(result.Value);
        return result.Value.Id;
    }

    public void Restore(BookingDraft draft)
    {
        Patient.Restore(draft);
        Note = draft["note"] ?? "";
        Place = draft.Id("place");
        if (draft.Id("service") is { } service)
            Service = ServiceId.From(service);
        Practitioner = draft.Id("practitioner") is { } practitioner ? PractitionerId.From(practitioner) : null;
    }
}
