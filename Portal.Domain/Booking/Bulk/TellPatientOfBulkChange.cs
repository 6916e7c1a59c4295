using System.Text.Json;
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
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Booking.Bulk;

/// <summary>
/// Tells a patient, in their language and in one message, what became of all their appointments in a bulk change: when the last of them is
/// settled, or the change was stopped. That they were told is written with the message, in one transaction.
/// </summary>
sealed class TellPatientOfBulkChange(
    IDbContextFactory<PortalDbContext> contexts, TenantCatalogue catalogue, PublicAddress address, AppointmentLinks links, QueueMessage messages,
    IDateTimeZoneProvider zones, TimeProvider clock) : IOutboxHandler
{
    public const string Kind = "bulk.settled";

    /// <summary>The payload: an item of this patient's is settled.</summary>
    internal sealed record Settled(Guid Change, Guid Patient);

    sealed record Told(BulkChangeItem Item, Appointment Appointment, bool Overtaken);

    public bool Handles(string kind) => kind == Kind;

    public async Task HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        var settled = JsonSerializer.Deserialize<Settled>(item.Payload)!;
        var (changeId, patientId) = (BulkChangeId.From(settled.Change), PatientId.From(settled.Patient));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var items = await db.Set<BulkChangeItem>().FromSql(
            $"""
            select i.* from bulk_change_items i join appointments a on a.tenant_id = i.tenant_id and a.id = i.appointment_id
            where i.tenant_id = {item.Tenant.Value} and i.change_id = {settled.Change} and a.patient_id = {settled.Patient} order by i.position for update of i
            """).ToListAsync(cancellation);
        var change = await db.Set<BulkChange>().AsNoTracking().SingleAsync(c => c.Id == changeId, cancellation);
        if (change.State != BulkState.Paused && items.Exists(i => i.State == BulkItemState.Pending))
            return; // the last one will say it
        var untold = items.FindAll(i => i is { State: BulkItemState.Done, ToldAt: null });
        if (untold.Count == 0)
            return;

        var patient = await db.Set<Patient>().AsNoTracking().SingleAsync(p => p.Id == patientId, cancellation);
        var clinic = await catalogue.FindAsync(item.Tenant, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var doctors = await db.Set<Practitioner>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name(patient.Language), cancellation);
        var lines = (await ToldAsync(db, untold, cancellation)).Where(told => IsNews(change, told)).Select(told => Line(change, told, clinic, patient.Language, doctors)).ToList();
        if (lines.Count > 0)
            messages.Add(db, new(
                MessageChannel.Sms, patient.Phone, $"bulk.{change.Kind}", patient.Language, $"{clinic.Name(patient.Language)}: {string.Join('\n', lines)}"));
        foreach (var told in untold)
            told.ToldAt = clock.GetUtcNow().ToInstant();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    static async Task<List<Told>> ToldAsync(PortalDbContext db, List<BulkChangeItem> items, CancellationToken cancellation)
    {
        var told = new List<Told>();
        foreach (var item in items)
        {
            var appointment = await db.Set<Appointment>().AsNoTracking().SingleAsync(a => a.Id == item.AppointmentId, cancellation);
            // a later change has told its own news
            told.Add(new(item, appointment, await db.Set<AppointmentEvent>().AnyAsync(
                e => e.AppointmentId == item.AppointmentId && e.Version > item.Version && e.CommandKey != item.CommandKey && TellPatientOfBooking.ToldEvents.Contains(e.Kind),
                cancellation)));
        }

        return told;
    }

    bool IsNews(BulkChange change, Told told) =>
        !told.Overtaken && (change.Kind == BulkKind.Cancel || told.Appointment.Status.IsAhead()) && told.Appointment.StartsAt > clock.GetUtcNow().ToInstant();

    string Line(BulkChange change, Told told, Tenant clinic, string language, Dictionary<PractitionerId, string> doctors)
    {
        var (from, now) = (Local(told.Item.FromStart), Local(told.Appointment.StartsAt));
        var token = links.Path(clinic.Id, told.Item.AppointmentId);
        var path = change.Kind == BulkKind.OfferAlternatives ? token + "/choose" : token;
        return MessageTexts.Get($"bulk.{change.Kind}", language, MessageTexts.Get($"bulk.reason.{change.Reason}", language),
            doctors[told.Item.FromPractitioner], Date(from), Time(from), doctors[told.Appointment.PractitionerId], Date(now), Time(now), address.Of(clinic, path).AbsoluteUri);

        LocalDateTime Local(Instant instant) => instant.InZone(zones[clinic.TimeZone]).LocalDateTime;
        string Date(LocalDateTime when) => TimeWords.Date(when.Date, language, clinic.ArabicDigits);
        string Time(LocalDateTime when) => TimeWords.Time(when.TimeOfDay, language, clinic.ArabicDigits);
    }
}
