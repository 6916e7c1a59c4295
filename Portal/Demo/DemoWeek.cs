using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Outbox;

namespace Portal.Demo;

/// <summary>
/// Fills the days from two before today to eight after it, as busy as a clinic is: through the booking functions themselves, so that claims,
/// events and audit are what they would be. A day that has appointments is left as it is.
/// </summary>
sealed class DemoWeek(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, BookingStore store, SessionStore sessions, TimeProvider clock)
{
    const int DaysBack = 2, DaysAhead = 8;

    public async Task FillAsync(DemoClinic clinic, CancellationToken cancellation)
    {
        var current = await rules.ReadAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var today = now.InZone(current.Zone).Date;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var patients = await db.Set<Patient>().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);
        var practitioners = await db.Set<Practitioner>().OrderBy(p => p.Position).ToListAsync(cancellation);

        for (var day = today.PlusDays(-DaysBack); day <= today.PlusDays(DaysAhead); day = day.PlusDays(1))
        {
            var (begins, ends) = (current.Zone.AtStartOfDay(day).ToInstant(), current.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
            foreach (var who in practitioners)
                if (!await db.Set<Appointment>().AnyAsync(a => a.PractitionerId == who.Id && a.StartsAt >= begins && a.StartsAt < ends, cancellation))
                    await FillDayAsync(current, who, day, now, patients, cancellation);
        }

        // nobody is told of appointments that were never made
        await db.Set<OutboxEvent>().Where(e => e.ProcessedAt == null).ExecuteUpdateAsync(set => set.SetProperty(e => e.ProcessedAt, now), cancellation);
    }

    async Task FillDayAsync(BookingRules current, Practitioner who, LocalDate day, Instant now, List<PatientId> patients, CancellationToken cancellation)
    {
        // the same day looks the same whenever it is made
        var random = new Random((who.Position * 100_000) + (day.Year * 400) + day.DayOfYear);
        var always = current with { Policy = current.Policy with { Notice = Duration.FromDays(-30) } };
        var offered = current.Services.Values.Where(s => s.Practitioners.Contains(who.Id)).OrderBy(s => s.Length).ThenBy(s => s.Id.Value).ToArray();
        if (offered.Length == 0)
            return;
        var busyness = day < now.InZone(current.Zone).Date.PlusDays(3) ? 0.72 : 0.45;
        foreach (var window in TurnWindows.Between(current, current.Practitioners[who.Id], new DateInterval(day, day)))
            await FillTurnsAsync(current, window, offered[^1], now, patients, random, cancellation);
        var next = Instant.MinValue;
        foreach (var window in WorkingWindows.Free(current, who.Id, new DateInterval(day, day)))
        {
            for (var start = Instant.Max(window.Start, next); start < window.End;)
            {
                var service = offered[random.Next(offered.Length)];
                if (random.NextDouble() > busyness || SlotFinder.Check(always, service.Id, who.Id, start, now) is not null)
                {
                    start += current.Policy.Step;
                    continue;
                }

                await BookAsync(current, service, who.Id, start, now, patients[random.Next(patients.Count)], random, cancellation);
                next = start += service.Length + service.BufferAfter;
            }
        }
    }

    // a half of the numbers, and what became of them by now
    async Task FillTurnsAsync(
        BookingRules current, TurnWindow window, ServiceRule service, Instant now, List<PatientId> patients, Random random, CancellationToken cancellation)
    {
        var at = new SessionWish(window.Practitioner, SessionKind.Turns, null, window.Start, window.End, new(window.Start, window.End), window.Turns, []);
        for (var number = 1; number <= window.Turns / 2; number++)
        {
            var seat = new NewSeat(
                Guid.CreateVersion7(), [], current.Version, patients[random.Next(patients.Count)], service.Id, AppointmentStatus.Booked, BookingSource.Site, null,
                service.Price, null, VisitKind.Returning, null);
            if (await sessions.BookAsync(seat, at, cancellation) is { Outcome: "booked", Turn.Appointment: var made })
                await GoAsync(made, window.About(number), now, random, cancellation);
        }
    }

    async Task BookAsync(
        BookingRules current, ServiceRule service, PractitionerId who, Instant start, Instant now, PatientId patient, Random random, CancellationToken cancellation)
    {
        var proposed = start > now + Duration.FromHours(5) && random.Next(50) == 0;
        var source = random.Next(3) == 0 ? BookingSource.Desk : BookingSource.Site;
        var answer = await store.BookAsync(
            new(Guid.CreateVersion7(), [], current.Version, patient, service.Id, (proposed ? AppointmentStatus.Proposed : AppointmentStatus.Booked).ToString(),
                source.ToString(), null, null),
            Candidates.At(current, start, [new(who, service, VisitKind.Returning, null)]), cancellation);
        if (answer is { Outcome: "booked", Appointment: { } made } && !proposed)
            await GoAsync(made, start, now, random, cancellation);
    }

    async Task GoAsync(AppointmentState made, Instant start, Instant now, Random random, CancellationToken cancellation)
    {
        foreach (var status in Way(made.End, start, now, random))
            made = (await store.SetStatusAsync(
                Guid.CreateVersion7(), [], made.Id, made.Version, status, status == AppointmentStatus.Cancelled ? "ظرف طارئ" : null,
                status == AppointmentStatus.Cancelled ? CancelledBy.Patient : null, cancellation)).Appointment!;
    }

    // what became of it by now
    static AppointmentStatus[] Way(Instant end, Instant start, Instant now, Random random) => random.Next(14) switch
    {
        0 => [AppointmentStatus.Cancelled],
        1 when end < now => [AppointmentStatus.NoShow],
        _ when end < now => [AppointmentStatus.Arrived, AppointmentStatus.Fulfilled],
        _ when start < now + Duration.FromMinutes(15) => [AppointmentStatus.Arrived],
        _ => [],
    };
}
