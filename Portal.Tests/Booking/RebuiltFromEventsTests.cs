using CsCheck;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

/// <summary>Whatever people do in whatever order: the history tells all of it, and exactly what blocks is claimed.</summary>
public sealed class RebuiltFromEventsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    enum Kind { Book, Propose, Hold, BookHeld, Move, Resize, SetStatus, Repeat, Wait }

    /// <param name="Which">Of the appointments, visitors or earlier commands so far.</param>
    /// <param name="Half">The half hour of the day.</param>
    /// <param name="Practitioner">2 is any.</param>
    /// <param name="Stale">Acts on an older version than the last.</param>
    sealed record Act(Kind Kind, int Which, int Half, int Practitioner, AppointmentStatus Status, bool Stale);

    static readonly Gen<Act[]> Stories = Gen.Select(
        Gen.Enum<Kind>(), Gen.Int[0, 5], Gen.Int[0, 7], Gen.Int[0, 2], Gen.Enum<AppointmentStatus>(), Gen.Int[0, 7].Select(n => n == 0),
        (kind, which, half, practitioner, status, stale) => new Act(kind, which, half, practitioner, status, stale)).Array[1, 25];

    [Fact]
    public Task An_appointment_can_be_rebuilt_from_its_events_and_exactly_what_blocks_is_claimed() => Stories.SampleAsync(async acts =>
    {
        var story = new Story(portal, await ClinicWithBuffersAsync());
        foreach (var act in acts)
            await story.GoOnAsync(act);
        await story.ShouldAddUpAsync();
    }, iter: 60, threads: 1, print: acts => string.Join("\n", acts.Select(act => act.ToString())));

    async Task<TestClinic> ClinicWithBuffersAsync()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        await db.Set<Service>().ExecuteUpdateAsync(set => set.SetProperty(s => s.BufferBefore, 5).SetProperty(s => s.BufferAfter, 10));
        return clinic;
    }

    sealed class Story(TestPortal portal, TestClinic clinic)
    {
        readonly Guid[] visitors = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        readonly List<AppointmentState> appointments = [];
        readonly List<(Func<Task<Result<AppointmentState, BookingError>>> Send, AppointmentState Answer)> done = [];
        readonly Instant opening = Opening(portal.Now);

        public async Task GoOnAsync(Act act)
        {
            var (key, start, visitor) = (Guid.NewGuid(), opening + Duration.FromMinutes(30 * act.Half), visitors[act.Which % visitors.Length]);
            int? practitioner = act.Practitioner < 2 ? act.Practitioner : null;
            switch (act.Kind)
            {
                case Kind.Book:
                    await NoteAsync(() => clinic.BookAsync(start, practitioner, key: key));
                    break;
                case Kind.Propose:
                    await NoteAsync(() => clinic.BookAsync(start, practitioner, TestPortal.Visitor, key));
                    break;
                case Kind.Hold:
                    (await clinic.HoldAsync(visitor, start, practitioner, key)).Match(_ => true, error => error == BookingError.Taken).ShouldBeTrue();
                    break;
                case Kind.BookHeld:
                    await NoteAsync(() => clinic.BookAsync(start, practitioner, BookingScenes.Owner, key, visitor));
                    break;
                case Kind.Move when Chosen(act) is { } chosen:
                    await NoteAsync(() => clinic.MoveAsync(chosen, start, practitioner ?? 0, key: key), act.Stale);
                    break;
                case Kind.Resize when Chosen(act) is { } chosen:
                    await NoteAsync(() => clinic.ResizeAsync(chosen, Duration.FromMinutes(15 * (1 + act.Half)), key: key), act.Stale);
                    break;
                case Kind.SetStatus when Chosen(act) is { } chosen:
                    await NoteAsync(() => clinic.SetAsync(chosen, act.Status, key: key), act.Stale);
                    break;
                case Kind.Repeat when done.Count > 0:
                    var (send, answer) = done[act.Which % done.Count];
                    (await send()).Value.ShouldBe(answer);
                    break;
                case Kind.Wait:
                    portal.Clock.Advance(TimeSpan.FromMinutes(3));
                    break;
            }
        }

        AppointmentState? Chosen(Act act)
        {
            if (appointments.Count == 0)
                return null;
            var last = appointments[act.Which % appointments.Count];
            return act.Stale ? last with { Version = last.Version - 1 } : last;
        }

        async Task NoteAsync(Func<Task<Result<AppointmentState, BookingError>>> send, bool stale = false)
        {
            var result = await send();
            if (stale)
                result.Error.ShouldBe(BookingError.ChangedMeanwhile);
            if (!result.Succeeded)
            {
                result.Error.ShouldBeOneOf(BookingError.Taken, BookingError.Closed, BookingError.ChangedMeanwhile);
                return;
            }

            done.Add((send, result.Value));
            var known = appointments.FindIndex(a => a.Id == result.Value.Id);
            if (known < 0)
                appointments.Add(result.Value);
            else
                appointments[known] = result.Value;
        }

        public async Task ShouldAddUpAsync()
        {
            foreach (var appointment in appointments)
                (await clinic.ReadAsync(appointment.Id)).ShouldBe(appointment, "a row is what the last answer said");
            (await clinic.CountAsync("appointments")).ShouldBe(appointments.Count);
            (await CountAsync(NotRebuilt)).ShouldBe(0, "appointments that their events do not make, or with gaps in their versions");
            (await CountAsync(ChangedInSecret)).ShouldBe(0, "events that changed more than their kind says");
            (await CountAsync(ClaimsAstray)).ShouldBe(0, "claims too many or too few");
            (await clinic.CountAsync("appointment_events")).ShouldBe(done.Count);
            (await clinic.CountAsync("outbox")).ShouldBe(done.Count);
            (await clinic.CountAsync("audit_entries where outcome = 'done'")).ShouldBe(done.Count);
        }

        Task<long> CountAsync(string sql) => portal.AsSuperuserAsync<long>(
            sql.Replace("$tenant", $"'{clinic.Id}'", StringComparison.Ordinal).Replace("$now", $"timestamptz '{portal.Now}'", StringComparison.Ordinal));
    }

    // nine in the morning of the first day of work after tomorrow
    internal static Instant Opening(Instant now)
    {
        var cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];
        var day = now.InZone(cairo).Date.PlusDays(2);
        if (day.DayOfWeek == IsoDayOfWeek.Friday)
            day = day.PlusDays(1);
        return day.At(new LocalTime(9, 0)).InZoneStrictly(cairo).ToInstant();
    }

    const string NotRebuilt =
        """
        select count(*) from appointments a where a.tenant_id = $tenant and (
          (select jsonb_populate_record(null::appointments, e.after) from appointment_events e
           where e.tenant_id = a.tenant_id and e.appointment_id = a.id order by e.version desc limit 1) is distinct from a
          or (select array_agg(e.version order by e.version) from appointment_events e where e.tenant_id = a.tenant_id and e.appointment_id = a.id)
            is distinct from (select array_agg(version) from generate_series(1, a.version) version))
        """;

    const string ChangedInSecret =
        """
        select count(*) from appointment_events e join appointment_events before
          on before.tenant_id = e.tenant_id and before.appointment_id = e.appointment_id and before.version = e.version - 1
        cross join lateral (select case e.kind
          when 'resized' then array['version', 'ends_at', 'occupied']
          when 'placed' then array['version', 'room_id', 'device_id']
          when 'moved' then array['version', 'practitioner_id', 'starts_at', 'ends_at', 'occupied', 'room_id', 'device_id', 'status']
          else array['version', 'status', 'cancel_reason', 'cancelled_by'] end as fields) own
        where e.tenant_id = $tenant and e.after - own.fields is distinct from before.after - own.fields
        """;

    const string ClaimsAstray =
        """
        with wanted as (
          select a.id as owner_id, a.practitioner_id as resource_id, null::timestamptz as expires_at,
            tstzrange(a.starts_at - make_interval(mins => s.buffer_before), a.ends_at + make_interval(mins => s.buffer_after)) as occupied
          from appointments a join services s on s.tenant_id = a.tenant_id and s.id = a.service_id
          where a.tenant_id = $tenant and a.status not in ('Cancelled', 'NoShow')
          union all
          select h.id, h.practitioner_id, h.expires_at,
            tstzrange(h.starts_at - make_interval(mins => s.buffer_before), h.starts_at + make_interval(mins => s.minutes + s.buffer_after))
          from holds h join services s on s.tenant_id = h.tenant_id and s.id = h.service_id
          where h.tenant_id = $tenant and h.expires_at > $now),
        standing as (
          select owner_id, resource_id, expires_at, occupied from claims
          where tenant_id = $tenant and (expires_at is null or expires_at > $now))
        select count(*) from ((select * from wanted except select * from standing) union all (select * from standing except select * from wanted)) astray
        """;
}
