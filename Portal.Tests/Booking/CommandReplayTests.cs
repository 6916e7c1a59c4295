using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

/// <summary>A command that is sent twice, because an answer was lost or a thumb was quick, is done once and answered alike.</summary>
public sealed class CommandReplayTests(TestPortal portal) : IClassFixture<TestPortal>
{
    readonly Guid key = Guid.NewGuid();

    [Fact]
    public async Task A_move_sent_twice_answers_as_the_first_time_also_after_later_changes()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var moved = (await clinic.MoveAsync(booked, Monday(12), key: key)).Value;
        var later = (await clinic.MoveAsync(moved, Monday(14))).Value;

        (await clinic.MoveAsync(booked, Monday(12), key: key)).Value.ShouldBe(moved);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(later);
        (await clinic.StoryAsync(booked.Id)).ShouldBe("booked moved moved");
    }

    [Fact]
    public async Task A_change_of_state_sent_twice_is_one_change()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var cancelled = (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, key: key, reason: "ill")).Value;
        (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, key: key, reason: "ill")).Value.ShouldBe(cancelled);
        (await clinic.StoryAsync(booked.Id)).ShouldBe("booked cancelled");
    }

    [Fact]
    public async Task A_key_is_good_for_the_request_it_came_with_whatever_the_command()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10), key: key)).Value;
        (await clinic.BookAsync(Monday(11), key: key)).Error.ShouldBe(BookingError.KeyReused);
        (await clinic.MoveAsync(booked, Monday(12), key: key)).Error.ShouldBe(BookingError.KeyReused);
        (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, key: key)).Error.ShouldBe(BookingError.KeyReused);
        (await clinic.ReadAsync(booked.Id)).ShouldBe(booked);

        var cancelling = Guid.NewGuid();
        (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, key: cancelling, reason: "ill")).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, key: cancelling, reason: "travelling")).Error.ShouldBe(BookingError.KeyReused);
    }

    [Fact]
    public async Task Only_success_is_kept_so_a_lost_time_may_be_tried_again_with_the_same_form()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.BookAsync(Monday(10), key: key)).Error.ShouldBe(BookingError.Taken);
        (await clinic.SetAsync(first, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(10), key: key)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_booking_and_a_move_are_answered_alike_after_their_time_can_no_longer_be_had()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var moving = Guid.NewGuid();
        var booked = (await clinic.BookAsync(Monday(10), caller: Owner, key: key)).Value;
        var moved = (await clinic.MoveAsync(booked, Monday(10, 30), caller: Owner, key: moving)).Value;
        await portal.AsSuperuserAsync<object>(
            $"select set_config('app.tenant_id', '{clinic.Id}', false); update practitioners set retired = true where id = '{clinic.Practitioners[0]}' returning id");
        await using (var scope = portal.Scope(clinic.Id))
            scope.Get<Portal.Domain.Platform.Live.TenantCache>().Forget(clinic.Id, Portal.Domain.Platform.Live.Topics.Rules);
        (await clinic.BookAsync(Monday(13), caller: Owner)).Error.ShouldBe(BookingError.NotOffered, "the rules are the new ones");

        (await clinic.BookAsync(Monday(10), caller: Owner, key: key)).Value.ShouldBe(booked);
        (await clinic.MoveAsync(booked, Monday(10, 30), caller: Owner, key: moving)).Value.ShouldBe(moved);
        (await clinic.BookAsync(Monday(11), caller: Owner, key: key)).Error.ShouldBe(BookingError.KeyReused);
    }

    [Fact]
    public async Task Ten_copies_of_one_command_at_one_moment_are_done_once_and_all_answered_alike()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 3);
        var booked = await AllAlikeAsync(() => clinic.BookAsync(Monday(10), practitioner: null, key: key));
        var moving = Guid.NewGuid();
        var moved = await AllAlikeAsync(() => clinic.MoveAsync(booked, Monday(12), key: moving));
        var arriving = Guid.NewGuid();
        await AllAlikeAsync(() => clinic.SetAsync(moved, AppointmentStatus.Arrived, key: arriving));
        (await clinic.StoryAsync(booked.Id)).ShouldBe("booked moved arrived");
        (await clinic.CountAsync("appointments")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    static async Task<AppointmentState> AllAlikeAsync(Func<Task<Result<AppointmentState, BookingError>>> send)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(send)));
        results.ShouldAllBe(result => result.Succeeded);
        return results.Select(result => result.Value).Distinct().ShouldHaveSingleItem();
    }
}
