using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.Desk;

public enum DeedKind
{
    Booked,

    /// <summary>Kept for somebody who has proved nothing; the desk makes it firm.</summary>
    Proposed,
    Moved,
    Cancelled,
    RequestLeft,
}

/// <summary>Something that a conversation wrote, as its receipts say.</summary>
/// <param name="Start">Of an appointment, after that change.</param>
public sealed record Deed(
    DeedKind Kind, AppointmentId? Appointment, string? ServiceAr, string? ServiceEn, string? PractitionerAr, string? PractitionerEn, Instant? Start, PatientRequestKind? Request)
{
    public string? Service(string language) => language == "ar" ? ServiceAr : ServiceEn;

    public string? Practitioner(string language) => language == "ar" ? PractitionerAr : PractitionerEn;

    /// <summary>In the order in which they were done.</summary>
    internal static async Task<IReadOnlyList<Deed>> OfAsync(PortalDbContext db, IEnumerable<ToolCall> calls, CancellationToken cancellation)
    {
        var written = calls.Where(c => c.ReceiptId is not null).DistinctBy(c => (c.ReceiptKind, c.ReceiptId, c.ReceiptVersion)).OrderBy(c => c.At).ToArray();
        var appointments = written.Where(c => c.ReceiptKind == Receipt.Appointment).Select(c => AppointmentId.From(c.ReceiptId!.Value)).Distinct().ToArray();
        var requests = written.Where(c => c.ReceiptKind == Receipt.PatientRequest).Select(c => PatientRequestId.From(c.ReceiptId!.Value)).Distinct().ToArray();
        if (appointments.Length == 0 && requests.Length == 0)
            return [];
        var events = (await db.Set<AppointmentEvent>().Where(e => appointments.Contains(e.AppointmentId)).ToListAsync(cancellation)).ToDictionary(e => (e.AppointmentId.Value, e.Version), After);
        var services = await db.Set<Service>().ToDictionaryAsync(s => s.Id, cancellation);
        var practitioners = await db.Set<Practitioner>().ToDictionaryAsync(p => p.Id, cancellation);
        var kinds = await db.Set<PatientRequest>().Where(r => requests.Contains(r.Id)).ToDictionaryAsync(r => r.Id.Value, r => r.Kind, cancellation);
        var deeds = new List<Deed>();
        foreach (var call in written)
        {
            if (call.ReceiptKind == Receipt.PatientRequest && kinds.TryGetValue(call.ReceiptId!.Value, out var kind))
                deeds.Add(new(DeedKind.RequestLeft, null, null, null, null, null, null, kind));
            else if (call.ReceiptKind == Receipt.Appointment && events.TryGetValue((call.ReceiptId!.Value, call.ReceiptVersion ?? 0), out var after))
                deeds.Add(Of(AppointmentId.From(call.ReceiptId.Value), after, services.GetValueOrDefault(after.Service), practitioners.GetValueOrDefault(after.Practitioner)));
        }

        return deeds;
    }

    static Deed Of(AppointmentId id, State after, Service? service, Practitioner? practitioner) =>
        new(after.Kind, id, service?.NameAr, service?.NameEn, practitioner?.NameAr, practitioner?.NameEn, after.Start, null);

    sealed record State(DeedKind Kind, ServiceId Service, PractitionerId Practitioner, Instant Start);

    // the state after the change is the row of the table, as PostgreSQL writes it in JSON
    static State After(AppointmentEvent e)
    {
        using var json = JsonDocument.Parse(e.After);
        var row = json.RootElement;
        var kind = e.Kind switch { "moved" => DeedKind.Moved, "cancelled" => DeedKind.Cancelled, "proposed" => DeedKind.Proposed, _ => DeedKind.Booked };
        return new(kind, ServiceId.From(row.GetProperty("service_id").GetGuid()), PractitionerId.From(row.GetProperty("practitioner_id").GetGuid()),
            Instant.FromDateTimeOffset(row.GetProperty("starts_at").GetDateTimeOffset()));
    }
}
