using System.Diagnostics.Metrics;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Live;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

/// <summary>What is offered comes from memory, and is never older than the last booking that this process heard of.</summary>
public sealed class CalendarCacheTests(TestPortal portal) : IClassFixture<TestPortal>
{
    readonly Guid visitor = Guid.NewGuid();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_same_process_a_change_is_seen_at_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.OfferedAsync()).ShouldContain(Monday(10));
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.OfferedAsync()).ShouldNotContain(Monday(10));
        var moved = (await clinic.MoveAsync(booked, Monday(11))).Value;
        var offered = await clinic.OfferedAsync();
        offered.ShouldContain(Monday(10));
        offered.ShouldNotContain(Monday(11));
        await clinic.SetAsync(moved, AppointmentStatus.Cancelled);
        (await clinic.OfferedAsync()).ShouldContain(Monday(11));
    }

    [Fact]
    public async Task Another_process_hears_of_bookings_moves_and_holds()
    {
        await using var other = await portal.AnotherProcessAsync();
        await portal.StartHostedServicesAsync();
        await other.StartHostedServicesAsync();
        await ((ChangeListener)other.Services.GetService(typeof(ChangeListener))!).Listening.WaitAsync(Cancellation);
        var here = await TestClinic.CreateAsync(portal);
        var there = here with { Portal = other };
        (await there.OfferedAsync()).ShouldContain(Monday(10));

        var booked = (await here.BookAsync(Monday(10))).Value;
        await Drains.EventuallyAsync(async () => !(await there.OfferedAsync()).Contains(Monday(10)), "it was not heard of");
        await here.MoveAsync(booked, Monday(11));
        await Drains.EventuallyAsync(async () => await there.OfferedAsync() is var now && now.Contains(Monday(10)) && !now.Contains(Monday(11)), "it was not heard of");
        (await here.HoldAsync(visitor, Monday(12))).Succeeded.ShouldBeTrue();
        await Drains.EventuallyAsync(async () => !(await there.OfferedAsync()).Contains(Monday(12)), "it was not heard of");
        (await there.OfferedAsync(visitor)).ShouldContain(Monday(12), "one's own hold is in nobody's way");
        await using (var scope = portal.Scope(here.Id))
            await scope.Get<ReleaseHold>().ExecuteAsync(visitor, Cancellation);
        await Drains.EventuallyAsync(async () => (await there.OfferedAsync()).Contains(Monday(12)), "it was not heard of");
    }

    [Fact]
    public async Task What_was_refused_as_taken_is_not_offered_again_from_memory()
    {
        await using var deaf = await portal.AnotherProcessAsync();
        var here = await TestClinic.CreateAsync(portal);
        var there = here with { Portal = deaf };
        (await there.OfferedAsync()).ShouldContain(Monday(10));
        (await here.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await there.OfferedAsync()).ShouldContain(Monday(10), "it hears nothing");
        (await there.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
        (await there.OfferedAsync()).ShouldNotContain(Monday(10));
    }

    [Fact]
    public async Task A_booking_makes_one_day_of_its_practitioner_be_read_again_and_nothing_else()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 3);
        var missed = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument is { Meter.Name: TenantCache.MeterName, Name: "portal.cache.misses" })
                    own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => missed += tags[0].Value is Guid whose && whose == clinic.Id.Value ? value : 0);
        listener.Start();

        await clinic.OfferedAsync(practitioner: null);
        missed.ShouldBeGreaterThan(3);
        missed = 0;
        (await clinic.BookAsync(Monday(10), 1)).Succeeded.ShouldBeTrue();
        await clinic.OfferedAsync(practitioner: null);
        missed.ShouldBe(1);
        await clinic.OfferedAsync(practitioner: null);
        missed.ShouldBe(1);
    }

    [Fact]
    public async Task The_outbox_repeats_the_days_that_a_crash_would_have_swallowed()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var touched = await portal.AsSuperuserAsync<string>($"select payload->>'touched' from outbox where payload->>'appointment' = '{booked.Id}'");
        CalendarDay.Parse(touched).ShouldBe([new CalendarDay(booked.Practitioner.Value, CalendarDay.Of(booked.Start))]);
    }
}
