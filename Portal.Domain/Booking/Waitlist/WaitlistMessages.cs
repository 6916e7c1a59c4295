using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Notifications.Texts;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>What one who waits is told by SMS, in their language; written in the transaction that causes it.</summary>
public sealed class WaitlistMessages(QueueMessage messages, TenantCatalogue catalogue, PublicAddress address, WaitlistLinks links, TenantContext tenant, IDateTimeZoneProvider zones)
{
    /// <summary>Waits from now on.</summary>
    public Task JoinedAsync(PortalDbContext db, WaitlistEntry entry, Patient patient, Service service, CancellationToken cancellation) =>
        AddAsync(db, "waitlist.joined", entry.Id, patient, (language, _) => [service.Name(language)], cancellation);

    /// <summary>A time is kept: which, and until when.</summary>
    /// <param name="givesWay">The later appointment that taking it gives up, if the patient says no more than yes.</param>
    public Task OfferedAsync(
        PortalDbContext db, WaitlistOffer offer, LaterAppointment? givesWay, Patient patient, Service service, Practitioner who, CancellationToken cancellation) =>
        AddAsync(db, givesWay is null ? "waitlist.offer" : "waitlist.offer.instead", offer.EntryId, patient, (language, said) =>
        [
            service.Name(language), who.Name(language), said.Day(offer.StartsAt), said.Time(offer.StartsAt), said.Until(offer.ExpiresAt, offer.CreatedAt),
            .. givesWay is null ? [] : (string[])[said.Day(givesWay.Start), said.Time(givesWay.Start)],
        ], cancellation);

    /// <summary>The answer came when the time was gone.</summary>
    public Task TooLateAsync(PortalDbContext db, WaitlistOffer offer, Patient patient, CancellationToken cancellation) =>
        AddAsync(db, "waitlist.toolate", offer.EntryId, patient, (_, said) => [said.Day(offer.StartsAt), said.Time(offer.StartsAt)], cancellation);

    /// <summary>The wished days are over, and no time came free.</summary>
    public Task EndedAsync(PortalDbContext db, WaitlistEntry entry, Patient patient, Service service, CancellationToken cancellation) =>
        AddAsync(db, "waitlist.ended", entry.Id, patient, (language, _) => [service.Name(language)], cancellation);

    /// <summary>Several times are kept on one phone: a yes does not say which.</summary>
    public Task WhichAsync(PortalDbContext db, WaitlistEntryId entry, Patient patient, CancellationToken cancellation) =>
        AddAsync(db, "waitlist.which", entry, patient, (_, _) => [], cancellation);

    // the clinic is always {0} and the link always the last
    async Task AddAsync(PortalDbContext db, string template, WaitlistEntryId entry, Patient patient, Func<string, Said, string[]> more, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var said = new Said(zones[clinic.TimeZone], patient.Language, clinic.ArabicDigits);
        var link = address.Of(clinic, links.Path(tenant.Id, entry));
        var body = MessageTexts.Get(template, patient.Language, [clinic.Name(patient.Language), .. more(patient.Language, said), link.AbsoluteUri]);
        messages.Add(db, new(MessageChannel.Sms, patient.Phone, template, patient.Language, body));
    }

    readonly record struct Said(DateTimeZone Zone, string Language, bool ArabicDigits)
    {
        public string Day(Instant at) => TimeWords.Date(at.InZone(Zone).Date, Language, ArabicDigits);

        public string Time(Instant at) => TimeWords.Time(at.InZone(Zone).TimeOfDay, Language, ArabicDigits);

        // the hour alone where it is of the same day
        public string Until(Instant at, Instant now) =>
            at.InZone(Zone).Date == now.InZone(Zone).Date ? Time(at) : MessageTexts.Get("day-and-time", Language, Day(at), Time(at));
    }
}
