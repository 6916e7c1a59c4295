using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Turns;

public enum TurnPhase
{
    /// <summary>The session is on another day.</summary>
    Later,

    /// <summary>Today, and not at the clinic yet.</summary>
    NotHere,

    /// <summary>Today, not at the clinic, and the number has been passed: on arrival it comes behind the next ones.</summary>
    Passed,
    Waiting,

    /// <summary>To go in now.</summary>
    Called,
    InConsult,
    Over,
}

/// <summary>A patient's own turn: number, place in the line and when it comes. Of the caller's own phone alone; staff see all.</summary>
public sealed class MyTurn(IDbContextFactory<PortalDbContext> contexts, TurnLines lines, IDateTimeZoneProvider zones, Tenancy.TenantCatalogue catalogue, Platform.TenantContext tenant, Caller caller, TimeProvider clock)
{
    /// <param name="Ahead">People in front who are here, whoever is in included.</param>
    /// <param name="Absent">People in front who are not here yet.</param>
    /// <param name="Now">The number that was called last.</param>
    /// <param name="Expected">When the turn comes; null for who is in, called or over.</param>
    public sealed record View(int Number, TurnPhase Phase, int Ahead, int Absent, int? Now, (Instant From, Instant To)? Expected, Instant SessionStart, Instant SessionEnd);

    /// <returns>Null where the appointment has no turn, or is none of the caller's.</returns>
    public async Task<View?> ExecuteAsync(AppointmentId appointment, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (phone, desk) = (caller.Phone, caller.IsDesk);
        var people = desk || phone is null ? [] : await PersonIds.OfPhoneAsync(db, phone, cancellation);
        var session = await db.Set<Appointment>()
            .Where(a => a.Id == appointment && a.SessionId != null && (desk || people.Contains(a.PatientId)))
            .Select(a => a.SessionId).SingleOrDefaultAsync(cancellation);
        if (session is not { } id || await lines.GetAsync(id, cancellation) is not { Session.Kind: SessionKind.Turns } line || line.Of(appointment) is not { } row)
            return null;
        return await ViewAsync(line, row, cancellation);
    }

    async Task<View> ViewAsync(TurnLine line, TurnRow row, CancellationToken cancellation)
    {
        var zone = zones[(await catalogue.FindAsync(tenant.Id, cancellation))!.TimeZone];
        var now = clock.GetUtcNow().ToInstant();
        var (here, absent) = line.Ahead(row);
        return new(
            row.Number, PhaseOf(line, row, now.InZone(zone).Date < line.Session.Start.InZone(zone).Date), here + line.InConsult.Count, absent, line.Now?.Number,
            row.Called is null ? line.Expect(row, now) : null, line.Session.Start, line.Session.End);
    }

    static TurnPhase PhaseOf(TurnLine line, TurnRow row, bool isLater) => row.Status switch
    {
        AppointmentStatus.InConsult => TurnPhase.InConsult,
        AppointmentStatus.Arrived or AppointmentStatus.Waiting => row.Called is null ? TurnPhase.Waiting : TurnPhase.Called,
        AppointmentStatus.Fulfilled or AppointmentStatus.NoShow or AppointmentStatus.Cancelled => TurnPhase.Over,
        _ when isLater => TurnPhase.Later,
        _ => line.HasPassed(row) ? TurnPhase.Passed : TurnPhase.NotHere,
    };
}
