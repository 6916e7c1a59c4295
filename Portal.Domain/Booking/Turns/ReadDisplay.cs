using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Turns;

/// <summary>
/// What a waiting-room screen shows: numbers, and first names only where the clinic allowed it. Open to whoever has the screen's secret, until the
/// desk takes it back.
/// </summary>
public sealed class ReadDisplay(IDbContextFactory<PortalDbContext> contexts, TurnLines lines, TimeProvider clock)
{
    const int NextShown = 5;
    static readonly Duration Overtime = Duration.FromHours(4);

    public sealed record Board(string Name, IReadOnlyList<Panel> Panels);

    /// <param name="Now">Called or in, the last called first.</param>
    /// <param name="Next">Who waits, in the order of the line.</param>
    public sealed record Panel(string DoctorAr, string DoctorEn, IReadOnlyList<Number> Now, IReadOnlyList<Number> Next, Instant Start);

    /// <param name="Name">Null unless the clinic allows names.</param>
    /// <param name="IsIn">In already; else called and on the way.</param>
    public readonly record struct Number(int Value, string? Name, bool IsIn);

    /// <returns>Null where the secret is none of this clinic's, or was taken back.</returns>
    public async Task<Board?> ExecuteAsync(string? secret, CancellationToken cancellation)
    {
        if (secret is not { Length: > 20 and < 100 })
            return null;
        var (hash, now) = (SecretToken.Hash(secret), clock.GetUtcNow().ToInstant());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<Display>().SingleOrDefaultAsync(d => d.SecretHash == hash && d.RevokedAt == null, cancellation) is not { } display)
            return null;
        var names = await db.Set<QueueSettings>().Select(s => s.NamesOnDisplay).SingleOrDefaultAsync(cancellation);
        var (latest, earliest) = (now + Duration.FromHours(1), now - Overtime);
        var sessions = await db.Set<Session>()
            .Where(s => s.Kind == SessionKind.Turns && s.State != SessionState.Cancelled && s.StartsAt <= latest && s.EndsAt > earliest
                && (display.PractitionerId == null || s.PractitionerId == display.PractitionerId))
            .OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync(cancellation);
        var panels = new List<Panel>();
        foreach (var session in sessions)
            if (await lines.GetAsync(session, cancellation) is { } line && (line.Session.End > now || line.Waiting.Count + line.Called.Count + line.InConsult.Count > 0))
                panels.Add(Show(line, names));
        return new Board(display.Name, panels);
    }

    static Panel Show(TurnLine line, bool names) => new(
        line.Session.DoctorAr, line.Session.DoctorEn,
        [.. line.InConsult.Concat(line.Called).OrderByDescending(row => row.Called).Select(row => new Number(row.Number, names ? row.FirstName : null, row.Status == AppointmentStatus.InConsult))],
        [.. line.Waiting.Take(NextShown).Select(row => new Number(row.Number, names ? row.FirstName : null, false))], line.Session.Start);
}
