using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;
using Portal.Tests.Booking.Turns;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Rush;

/// <summary>Working tickets off: in order, by several at once, and through crashes.</summary>
public sealed class RushDrainTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_hundred_tickets_for_twenty_slots_exactly_twenty_are_booked_in_the_order_of_the_tickets_whoever_works_them_off()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var wishes = new Random(7);
        var wanted = new Dictionary<BookingTicketId, (Instant Start, int? Practitioner)>();
        // taken by ten at once, while four are at work already
        using var workers = new Workers(portal, 4);
        for (var i = 0; i < 200; i += 10)
            foreach (var (ticket, wish) in await Task.WhenAll(Enumerable.Range(i, 10).Select(person => TakeAsync(person, Monday(9 + wishes.Next(10) / 2, wishes.Next(2) * 30), wishes.Next(3)))))
                wanted.Add(ticket, wish);
        await workers.FinishAsync(clinic);

        // the same one after the other, in the order of the numbers
        var (free, expected) = (new HashSet<(int, Instant)>(), new Dictionary<BookingTicketId, int?>());
        var tickets = await clinic.TicketsAsync();
        tickets.Count.ShouldBe(200);
        foreach (var ticket in tickets)
        {
            var (start, named) = wanted[ticket.Id];
            int[] able = named is { } one ? [one] : [0, 1];
            expected[ticket.Id] = able.Select(p => (int?)p).FirstOrDefault(p => free.Add((p!.Value, start)));
        }

        var booked = new Dictionary<BookingTicketId, int?>();
        foreach (var ticket in tickets)
            booked[ticket.Id] = ticket.AppointmentId is { } id ? clinic.Practitioners.ToList().IndexOf((await clinic.ReadAsync(id)).Practitioner) : null;
        booked.ShouldBe(expected);
        free.Count.ShouldBe(20);
        tickets.Count(t => t.State == TicketState.Done).ShouldBe(20);
        tickets.Where(t => t.State != TicketState.Done).ShouldAllBe(t => t.State == TicketState.Refused && t.Reason == BookingError.Taken && t.Attempts == 0);
        ((await clinic.CountAsync("appointments")), (await clinic.CountAsync("claims")), (await clinic.CountAsync("booking_tickets where details is not null"))).ShouldBe((20, 20, 0));

        var lost = await clinic.ReadAsync(tickets.Last(t => t.State == TicketState.Refused).Id);
        lost.Times.Count.ShouldBe(3);
        lost.Times.ShouldAllBe(slot => slot.Start >= Monday(14)); // all before that are taken

        async Task<(BookingTicketId, (Instant, int?))> TakeAsync(int person, Instant start, int practitioner)
        {
            var named = practitioner == 2 ? default(int?) : practitioner;
            return ((await clinic.TakeTicketAsync(start, named, person)).Value, (start, named));
        }
    }

    [Fact]
    public async Task A_ticket_for_any_is_booked_with_whoever_is_free_when_its_turn_comes()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.TakeTicketAsync(Monday(9), practitioner: 1, person: 1)).Value;
        var any = (await clinic.TakeTicketAsync(Monday(9), practitioner: null, person: 2, preferred: 1)).Value;
        var after = (await clinic.TakeTicketAsync(Monday(9), practitioner: 0, person: 3)).Value;
        (await clinic.ReadAsync(after)).Place!.Value.Ahead.ShouldBe(2, "the one for any stands in both lines and ties them together");
        await portal.DrainRushAsync();
        (await clinic.ReadAsync(first)).State.ShouldBe(TicketState.Done);
        (await clinic.ReadAsync((await clinic.ReadAsync(any)).Appointment!.Value)).Practitioner.ShouldBe(clinic.Practitioners[0]);
        (await clinic.ReadAsync(after)).Reason.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task Turns_are_given_in_the_order_of_the_tickets()
    {
        var clinic = await TurnScenes.WithTurnsAsync(portal, turns: 3);
        var tickets = new List<BookingTicketId>();
        for (var person = 0; person < 5; person++)
            tickets.Add((await clinic.TakeTicketAsync(TurnScenes.Evening, person: person, turn: true)).Value);
        await portal.DrainRushAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var scope = portal.Scope(clinic.Id);
            (await scope.Get<MyTurn>().ExecuteAsync((await clinic.ReadAsync(tickets[i])).Appointment!.Value, Cancellation))!.Number.ShouldBe(i + 1);
        }

        var late = await clinic.ReadAsync(tickets[4]);
        late.Reason.ShouldBe(BookingError.Full);
        late.Turns.Count.ShouldBe(3);
        late.Times.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_that_dies_between_the_booking_and_the_outcome_doubles_nothing_and_loses_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.TakeTicketAsync(Monday(9), person: 1)).Value;
        var second = (await clinic.TakeTicketAsync(Monday(9), person: 2)).Value;
        await using (var blocker = new NpgsqlConnection(PostgresServer.ConnectionTo(portal.Database)))
        {
            await blocker.OpenAsync(Cancellation);
            await using var locked = await blocker.BeginTransactionAsync(Cancellation);
            // a ticket can be read and locked, and its outcome not be written
            await ExecuteAsync(blocker, "lock table portal.booking_tickets in share mode");
            var working = Task.Run(() => portal.RushDrain().DrainOnceAsync(Cancellation), Cancellation);
            await Drains.EventuallyAsync(async () => await clinic.CountAsync("appointments") == 1, "it was booked");
            await Drains.EventuallyAsync(async () => await KilledAsync() == 1, "the one that waits to write the outcome is killed");
            (await working).ShouldBeFalse("nothing was worked off");
        }

        var (waiting, behind) = ((await clinic.TicketsAsync())[0], (await clinic.TicketsAsync())[1]);
        (waiting.State, waiting.Attempts, behind.State).ShouldBe((TicketState.Waiting, 0, TicketState.Waiting), "an outage is not the ticket's fault, and nobody comes on before it");

        await portal.DrainRushAsync();
        var appointment = (await clinic.ReadAsync(first)).Appointment.ShouldNotBeNull();
        (await clinic.StoryAsync(appointment)).ShouldBe("booked");
        (await clinic.ReadAsync(second)).Reason.ShouldBe(BookingError.Taken);
        ((await clinic.CountAsync("appointments")), (await clinic.CountAsync("claims")), (await clinic.CountAsync("patients where phone like '+2010055%'"))).ShouldBe((1, 1, 2));

        Task<long> KilledAsync() => portal.AsSuperuserAsync<long>(
            """
            select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and usename = 'portal_app' and wait_event_type = 'Lock' and query ilike '%update%booking_tickets%'
            """);
    }

    [Fact]
    public async Task Workers_killed_at_any_moment_leave_every_ticket_worked_off_once()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 4);
        for (var person = 0; person < 60; person++)
            (await clinic.TakeTicketAsync(Monday(9 + person % 16 / 2, person % 2 * 30), person % 5 is var p and < 4 ? p : null, person)).Succeeded.ShouldBeTrue();
        using var workers = new Workers(portal, 3);
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(60, Cancellation);
            await portal.AsSuperuserAsync<long>("select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and usename = 'portal_app' and state <> 'idle'");
        }

        await workers.FinishAsync(clinic);
        var tickets = await clinic.TicketsAsync();
        tickets.ShouldAllBe(t => t.State == TicketState.Done || t.State == TicketState.Refused && t.Reason == BookingError.Taken);
        (await clinic.CountAsync("appointments")).ShouldBe(tickets.Count(t => t.State == TicketState.Done));
        tickets.Where(t => t.AppointmentId is not null).Select(t => t.AppointmentId).ShouldBeUnique();
        (await clinic.CountAsync("appointments a where not exists (select from booking_tickets t where t.appointment_id = a.id)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_worked_off_is_refused_after_some_tries_and_those_behind_it_come_on()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var broken = (await clinic.TakeTicketAsync(Monday(9), person: 1)).Value;
        var behind = (await clinic.TakeTicketAsync(Monday(9), person: 2)).Value;
        await using (var source = NpgsqlDataSource.Create(PostgresServer.ConnectionTo(portal.Database)))
        await using (var command = source.CreateCommand($"update portal.booking_tickets set details = '[]' where id = '{broken}'"))
            await command.ExecuteNonQueryAsync(Cancellation);
        for (var i = 0; i < WorkTicket.MostAttempts; i++)
        {
            (await clinic.ReadAsync(behind)).State.ShouldBe(TicketState.Waiting);
            (await portal.RushDrain().DrainOnceAsync(Cancellation)).ShouldBeFalse();
        }

        await portal.DrainRushAsync();
        var refused = await clinic.ReadAsync(broken);
        (refused.State, refused.Reason).ShouldBe((TicketState.Refused, null));
        (await clinic.ReadAsync(behind)).State.ShouldBe(TicketState.Done);
    }

    [Fact]
    public async Task Who_drains_sees_of_a_ticket_that_somebody_waits_and_nothing_else()
    {
        await (await TestClinic.CreateAsync(portal)).TakeTicketAsync(Monday(9));
        var relay = portal.Services.GetRequiredKeyedService<NpgsqlDataSource>(DataRegistration.Relay);
        await using var details = relay.CreateCommand("select details from booking_tickets");
        (await Should.ThrowAsync<PostgresException>(() => details.ExecuteScalarAsync(Cancellation))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await portal.DrainRushAsync();
        await using var count = relay.CreateCommand("select count(tenant_id) from booking_tickets");
        (await count.ExecuteScalarAsync(Cancellation)).ShouldBe(0L, "those worked off are out of its sight");
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Several drains at work at once, as in several processes.</summary>
    sealed class Workers : IDisposable
    {
        readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        readonly Task[] all;

        public Workers(TestPortal portal, int count) => all = [.. Enumerable.Range(0, count).Select(_ => Task.Run(() => new RushDrain(
            portal.Services.GetRequiredKeyedService<NpgsqlDataSource>(DataRegistration.Relay), portal.Services.GetRequiredService<TenantScopes>(),
            portal.Services.GetRequiredService<LiveUpdates>(), NullLogger<RushDrain>.Instance).RunAsync(stop.Token)))];

        public async Task FinishAsync(TestClinic clinic)
        {
            await Drains.EventuallyAsync(async () => await clinic.CountAsync("booking_tickets where state = 'Waiting'") == 0, "all are worked off");
            await stop.CancelAsync();
            await Task.WhenAll(all);
        }

        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
