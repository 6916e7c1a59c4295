using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Notifications.Texts;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Booking;

/// <summary>
/// Tells a patient by SMS, in their language, what became of their appointment. Composed from the appointment as it is when the message
/// is written: what a later change has overtaken, or the clock has, is not told any more.
/// </summary>
sealed class TellPatientOfBooking(
    IDbContextFactory<PortalDbContext> contexts, TenantCatalogue catalogue, PublicAddress address, AppointmentLinks links, BranchOf branches, QueueMessage messages,
    IDateTimeZoneProvider zones, TimeProvider clock) : IOutboxHandler
{
    static readonly FrozenSet<string> Told =
        new[] { "booked", "proposed", "accepted", "moved", "cancelled", "restored" }.Select(k => AppointmentChange.Prefix + k).ToFrozenSet();

    internal static readonly string[] ToldEvents = [.. Told.Select(k => k[AppointmentChange.Prefix.Length..])];

    public bool Handles(string kind) => Told.Contains(kind);

    public async Task HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        var change = AppointmentChange.Of(item);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from a in db.Set<Appointment>()
            join booked in db.Set<Patient>() on a.PatientId equals booked.Id
            join p in db.Set<Patient>() on booked.MergedInto ?? booked.Id equals p.Id
            join d in db.Set<Practitioner>() on a.PractitionerId equals d.Id
            where a.Id == change.Appointment
                && !db.Set<AppointmentEvent>().Any(e => e.AppointmentId == a.Id && e.Version > change.Version && ToldEvents.Contains(e.Kind))
                // of a change of many appointments its patient gets one message of its own
                && !db.Set<AppointmentEvent>().Any(e => e.AppointmentId == a.Id && e.Version == change.Version && db.Set<BulkChangeItem>().Any(i => i.CommandKey == e.CommandKey))
            select new
            {
                a.StartsAt, a.Source, Patient = p, Practitioner = d,
                RoomBranch = db.Set<Resource>().Where(r => r.Id == a.RoomId).Select(r => r.LocationId).FirstOrDefault(),
                // booked by taking a time that was kept: told so, in one message
                Accepted = db.Set<AppointmentEvent>().Any(e => e.AppointmentId == a.Id && e.Version == change.Version && db.Set<WaitlistOffer>().Any(o => o.CommandKey == e.CommandKey)),
                Number = db.Set<Seat>().Where(seat => seat.AppointmentId == a.Id && db.Set<Session>().Any(s => s.Id == seat.SessionId && s.Kind == SessionKind.Turns))
                    .Select(seat => (int?)seat.Number).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellation);
        if (found is null || found.StartsAt < clock.GetUtcNow().ToInstant())
            return;

        var clinic = await catalogue.FindAsync(item.Tenant, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var language = found.Patient.Language;
        var local = found.StartsAt.InZone(zones[clinic.TimeZone]).LocalDateTime;
        var link = item.Kind == "appointment.cancelled" ? address.Of(clinic, "/") : address.Of(clinic, links.Path(item.Tenant, change.Appointment));
        var template = item.Kind switch
        {
            "appointment.booked" when found.Accepted => "waitlist.accepted",
            not ("appointment.cancelled" or "appointment.proposed") when found.Number is not null => "appointment.turn",
            var usual => usual,
        };
        var number = TimeWords.Number(found.Number ?? 0, language, clinic.ArabicDigits);
        var branch = await branches.ExecuteAsync(found.Practitioner.Id, found.StartsAt, cancellation, found.RoomBranch);
        var body = MessageTexts.Get(template, language, clinic.Name(language), found.Practitioner.Name(language) + (branch is null ? "" : $" ({branch.Name(language)})"),
            TimeWords.Date(local.Date, language, clinic.ArabicDigits), TimeWords.Time(local.TimeOfDay, language, clinic.ArabicDigits), link.AbsoluteUri, number);
        await messages.ExecuteAsync(
            new(MessageChannel.Sms, found.Patient.Phone, template, language, body, Id: MessageId(item.Tenant, item.Id)), cancellation);
    }

    // the same event makes the same message, however often it is handed on
    static Guid MessageId(TenantId tenant, long outboxId)
    {
        Span<byte> source = stackalloc byte[24];
        tenant.Value.TryWriteBytes(source);
        BinaryPrimitives.WriteInt64BigEndian(source[16..], outboxId);
        return new Guid(SHA256.HashData(source).AsSpan(0, 16));
    }
}
