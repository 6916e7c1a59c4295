using NodaTime;
using Npgsql;
using Portal.Domain.Booking;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class HoldSlotTests(TestPortal portal) : IClassFixture<TestPortal>
{
    readonly Guid visitor = Guid.NewGuid();
    readonly Guid other = Guid.NewGuid();

    [Fact]
    public async Task A_held_slot_is_gone_for_others_and_there_for_its_holder()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.HoldAsync(visitor, Monday(10))).Succeeded.ShouldBeTrue();

        (await clinic.OfferedAsync(other)).ShouldNotContain(Monday(10));
        (await clinic.OfferedAsync(visitor)).ShouldContain(Monday(10));
        (await clinic.HoldAsync(other, Monday(10))).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10), visitor: other)).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10), visitor: visitor)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_visitor_holds_one_slot_and_the_new_one_replaces_the_old()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.HoldAsync(visitor, Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.HoldAsync(visitor, Monday(11))).Succeeded.ShouldBeTrue();

        (await clinic.CountAsync("holds")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(11))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task When_the_new_slot_is_taken_the_old_hold_stays()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.BookAsync(Monday(11))).Succeeded.ShouldBeTrue();
        (await clinic.HoldAsync(visitor, Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.HoldAsync(visitor, Monday(11))).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10), visitor: visitor)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_booking_that_comes_too_late_keeps_the_visitors_hold()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.HoldAsync(visitor, Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(11))).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(11), visitor: visitor)).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task The_booking_turns_the_hold_into_an_appointment()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.HoldAsync(visitor, Monday(10))).Succeeded.ShouldBeTrue();
        var booked = (await clinic.BookAsync(Monday(10), visitor: visitor)).Value;
        (await clinic.CountAsync("holds")).ShouldBe(0);
        (await clinic.CountAsync($"claims where owner_id = '{booked.Id}' and expires_at is null")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    [Fact]
    public async Task Any_practitioner_is_the_one_that_was_held()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 3);
        var held = (await clinic.HoldAsync(visitor, Monday(10), practitioner: null, preferred: clinic.Practitioners[2])).Value;
        held.Practitioner.ShouldBe(clinic.Practitioners[2]);
        (await clinic.BookAsync(Monday(10), practitioner: null, visitor: visitor, preferred: held.Practitioner)).Value.Practitioner.ShouldBe(held.Practitioner);
    }

    [Fact]
    public async Task Any_practitioner_is_another_when_the_preferred_one_is_taken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.BookAsync(Monday(10), practitioner: 1)).Succeeded.ShouldBeTrue();
        (await clinic.HoldAsync(visitor, Monday(10), practitioner: null, preferred: clinic.Practitioners[1])).Value.Practitioner.ShouldBe(clinic.Practitioners[0]);
        (await clinic.HoldAsync(other, Monday(10), practitioner: null)).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task A_hold_ends_by_the_clock_and_gives_way_to_whoever_wants_its_time()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var held = (await clinic.HoldAsync(visitor, Monday(10))).Value;
        held.ExpiresAt.ShouldBe(portal.Now + Duration.FromMinutes(5));

        portal.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(10));
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
        portal.Clock.Advance(TimeSpan.FromTicks(10));
        (await clinic.OfferedAsync(other)).ShouldContain(Monday(10));
        (await clinic.CountAsync("claims where expires_at is not null")).ShouldBe(1, "it stands in nobody's way yet");

        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("claims where expires_at is not null")).ShouldBe(0);
        (await clinic.BookAsync(Monday(10), visitor: visitor)).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task The_same_choice_sent_twice_is_one_hold_that_does_not_last_longer()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var key = Guid.NewGuid();
        var first = (await clinic.HoldAsync(visitor, Monday(10), key: key)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        (await clinic.HoldAsync(visitor, Monday(10), key: key)).Value.ShouldBe(first);
        (await clinic.HoldAsync(visitor, Monday(11), key: key)).Error.ShouldBe(BookingError.KeyReused);

        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        (await clinic.HoldAsync(visitor, Monday(10), key: key)).Value.ExpiresAt.ShouldBe(portal.Now + Duration.FromMinutes(5), "it had run out, and the slot was still free");
    }

    [Fact]
    public async Task Two_clicks_at_one_moment_leave_one_hold()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var results = await Task.WhenAll(Enumerable.Range(9, 6).Select(hour => clinic.HoldAsync(visitor, Monday(hour))));
        results.ShouldAllBe(result => result.Succeeded);
        (await clinic.CountAsync("holds")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_is_left_gives_its_slot_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.HoldAsync(visitor, Monday(10))).Succeeded.ShouldBeTrue();
        await using (var scope = portal.Scope(clinic.Id, TestPortal.Visitor))
            await scope.Get<ReleaseHold>().ExecuteAsync(visitor, TestContext.Current.CancellationToken);
        (await clinic.HoldAsync(other, Monday(10))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_visitors_who_want_each_others_slot_wait_for_nobody_and_keep_their_own()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.HoldAsync(visitor, Monday(10), practitioner: 0)).Succeeded.ShouldBeTrue();
        (await clinic.HoldAsync(other, Monday(11), practitioner: 1)).Succeeded.ShouldBeTrue();

        // a third, not yet decided, has what each of them tries first: both have lifted their own hold when they meet
        await using var third = new NpgsqlConnection(PostgresServer.ConnectionTo(portal.Database) + ";Search Path=portal,public");
        await third.OpenAsync(TestContext.Current.CancellationToken);
        await using var undecided = await third.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var (practitioner, hour) in new[] { (0, 11), (1, 10) })
            await ExecuteAsync(third, $"""
                insert into claims (tenant_id, owner_id, resource_id, occupied)
                values ('{clinic.Id}', gen_random_uuid(), '{clinic.Practitioners[practitioner]}', tstzrange('{Monday(hour)}', '{Monday(hour, 30)}'))
                """);
        var crossing = Task.WhenAll(
            clinic.HoldAsync(visitor, Monday(11), practitioner: null, preferred: clinic.Practitioners[0]),
            clinic.HoldAsync(other, Monday(10), practitioner: null, preferred: clinic.Practitioners[1]));
        await Drains.EventuallyAsync(async () => await portal.AsSuperuserAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 2, "both wait for the third");
        await undecided.CommitAsync(TestContext.Current.CancellationToken);

        (await crossing).ShouldAllBe(result => result.IsError(BookingError.Taken));
        (await clinic.OfferedAsync(visitor, practitioner: 0)).ShouldContain(Monday(10));
        (await clinic.OfferedAsync(practitioner: 0)).ShouldNotContain(Monday(10));
        (await clinic.OfferedAsync(practitioner: 1)).ShouldNotContain(Monday(11));
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
