using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Jobs;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Bulk;

/// <summary>The job may die anywhere and be run twice at once; nothing is lost and nothing is doubled.</summary>
public sealed class RunBulkChangeTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sick_practitioners_day_is_moved_and_nobody_books_into_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(4);
        var plan = (await clinic.PreviewAsync(BulkKind.Move)).Value;
        var change = (await clinic.StartAsync(BulkKind.Move, plan)).Value;
        (await clinic.ReadAsync(change)).State.ShouldBe(BulkState.Preparing);
        (await clinic.BookAsync(Monday(15))).Error.ShouldBe(BookingError.OutsideHours);

        await clinic.RunAsync(change);

        foreach (var (appointment, row) in booked.Zip(plan.Rows))
            (await clinic.ReadAsync(appointment.Id)).ShouldBe(appointment with
            {
                Practitioner = row.To!.Value.Practitioner, Start = row.To.Value.Start, End = row.To.Value.Start + Duration.FromMinutes(30), Version = 2,
            });
        var after = await clinic.ReadAsync(change);
        (after.State, after.Count(BulkItemState.Done)).ShouldBe((BulkState.Done, 4));
        (await clinic.CountAsync("audit_entries where action in ('bulk.start', 'bulk.done', 'time-off.add') and outcome = 'done'")).ShouldBe(3);
    }

    [Theory]
    [InlineData(BulkKind.Move)]
    [InlineData(BulkKind.Cancel)]
    [InlineData(BulkKind.OfferAlternatives)]
    public async Task A_job_that_is_killed_again_and_again_loses_and_doubles_nothing(BulkKind kind)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(8);
        var change = await clinic.BeginAsync(kind);
        var random = new Random(7);
        for (var run = 0; run < 40 && (await clinic.ReadAsync(change)).State != BulkState.Done; run++)
        {
            using var kill = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            kill.CancelAfter(TimeSpan.FromMilliseconds(random.Next(1, 40)));
            try
            {
                await clinic.RunAsync(change, kill.Token);
            }
            catch (OperationCanceledException)
            {
                // dead, wherever it was
            }
        }

        await clinic.RunAsync(change);
        await ShouldBeDoneOnceAsync(clinic, change, kind, booked);
    }

    [Theory]
    [InlineData(BulkKind.Move)]
    [InlineData(BulkKind.Cancel)]
    [InlineData(BulkKind.OfferAlternatives)]
    public async Task Two_runners_at_once_do_each_item_once(BulkKind kind)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(8);
        var change = await clinic.BeginAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => clinic.RunAsync(change)));

        await ShouldBeDoneOnceAsync(clinic, change, kind, booked);
    }

    [Fact]
    public async Task What_was_done_but_not_marked_is_found_by_its_key()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(2);
        var change = await clinic.BeginAsync(BulkKind.Move);
        await clinic.RunAsync(change);
        // as if the process had died between the move and the mark, and the desk had moved it on since
        await portal.AsSuperuserAsync<object>($"update bulk_change_items set state = 'Pending' where tenant_id = '{clinic.Id}' returning id");
        await portal.AsSuperuserAsync<object>($"update bulk_changes set state = 'Running' where tenant_id = '{clinic.Id}' returning id");
        (await clinic.MoveAsync(await clinic.ReadAsync(booked[0].Id), Monday(16), practitioner: 1)).Succeeded.ShouldBeTrue();

        await clinic.RunAsync(change);

        (await clinic.ReadAsync(change)).Items.ShouldAllBe(item => item.State == BulkItemState.Done);
        (await clinic.ReadAsync(booked[0].Id)).Start.ShouldBe(Monday(16));
    }

    [Fact]
    public async Task What_cannot_be_done_is_shown_with_its_reason_and_goes_on_from_there()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(4);
        var plan = (await clinic.PreviewAsync(BulkKind.Move)).Value;
        await clinic.SetAsync(booked[0], AppointmentStatus.Confirmed);
        (await clinic.BookAsync(plan.Rows[1].To!.Value.Start)).Succeeded.ShouldBeTrue();
        await clinic.SetAsync(booked[2], AppointmentStatus.Cancelled);
        var change = (await clinic.StartAsync(BulkKind.Move, plan)).Value;

        await clinic.RunAsync(change);

        var after = await clinic.ReadAsync(change);
        after.Items.Select(item => (item.State, item.Error)).ShouldBe([
            (BulkItemState.Failed, BookingError.ChangedMeanwhile), (BulkItemState.Failed, BookingError.Taken),
            (BulkItemState.Failed, BookingError.ChangedMeanwhile), (BulkItemState.Done, null)]);
        after.State.ShouldBe(BulkState.Done);

        var wished = new BulkPlace(clinic.Practitioners[1], Monday(14));
        (await clinic.AsAsync<RetryBulkItem, bool>(Desk, async use => (await use.ExecuteAsync(new(after.Items[0].Id, wished), Cancellation)).Succeeded)).ShouldBeTrue();
        (await clinic.AsAsync<RetryBulkItem, bool>(Desk, async use => (await use.ExecuteAsync(new(after.Items[1].Id), Cancellation)).Succeeded)).ShouldBeTrue();
        (await clinic.AsAsync<RetryBulkItem, BulkError>(Desk, async use => (await use.ExecuteAsync(new(after.Items[2].Id), Cancellation)).Error)).ShouldBe(BulkError.WrongState);
        (await clinic.AsAsync<SkipBulkItem, bool>(Desk, async use => (await use.ExecuteAsync(after.Items[2].Id, Cancellation)).Succeeded)).ShouldBeTrue();
        await clinic.RunAsync(change);

        (await clinic.ReadAsync(change)).Items.Select(item => item.State).ShouldBe([BulkItemState.Done, BulkItemState.Done, BulkItemState.Skipped, BulkItemState.Done]);
        (await clinic.ReadAsync(booked[0].Id)).Start.ShouldBe(wished.Start);
    }

    [Fact]
    public async Task One_that_was_paused_waits_and_goes_on_when_it_is_told()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookMondayAsync(3);
        var change = await clinic.BeginAsync(BulkKind.Cancel);
        (await clinic.AsAsync<PauseBulkChange, bool>(Desk, async use => (await use.ExecuteAsync(change, Cancellation)).Succeeded)).ShouldBeTrue();
        await clinic.RunAsync(change);
        (await clinic.ReadAsync(change)).Count(BulkItemState.Pending).ShouldBe(3);

        (await clinic.AsAsync<ResumeBulkChange, bool>(Desk, async use => (await use.ExecuteAsync(change, Cancellation)).Succeeded)).ShouldBeTrue();
        await clinic.RunAsync(change);
        (await clinic.ReadAsync(change)).State.ShouldBe(BulkState.Done);
        (await clinic.AsAsync<ResumeBulkChange, BulkError>(Desk, async use => (await use.ExecuteAsync(change, Cancellation)).Error)).ShouldBe(BulkError.WrongState);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_change_and_a_foreign_appointment_is_none()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookMondayAsync(2);
        var other = (await clinic.BookAsync(Monday(10), practitioner: 1)).Value;
        var (plan, id) = ((await clinic.PreviewAsync(BulkKind.Cancel)).Value, BulkChangeId.New());
        (await Task.WhenAll(clinic.StartAsync(BulkKind.Cancel, plan, id: id), clinic.StartAsync(BulkKind.Cancel, plan, id: id))).ShouldAllBe(result => result.Value == id);
        (await clinic.CountAsync("bulk_change_items")).ShouldBe(2);
        (await clinic.CountAsync("time_off")).ShouldBe(1);

        var wrong = plan with { Rows = [plan.Rows[0] with { Appointment = plan.Rows[0].Appointment with { Id = other.Id, Version = other.Version } }] };
        (await clinic.StartAsync(BulkKind.Cancel, wrong)).Error.ShouldBe(BulkError.RowsWrong);
    }

    [Fact]
    public async Task A_change_whose_job_is_silent_is_called_again_by_the_clock()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookMondayAsync(1);
        var change = await clinic.BeginAsync(BulkKind.Cancel);
        var before = await JobsAsync(change);
        await WakeAsync();
        (await JobsAsync(change)).ShouldBe(before);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        (await clinic.ReadAsync(change)).IsSilent.ShouldBeTrue();
        await WakeAsync();
        (await JobsAsync(change)).ShouldBe(before + 1);
    }

    async Task WakeAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WakeBulkChanges>().ExecuteAsync(Cancellation);
    }

    Task<long> JobsAsync(BulkChangeId change) => portal.AsSuperuserAsync<long>($"select count(*) from hangfire.job where arguments::text like '%{change}%'");

    static async Task ShouldBeDoneOnceAsync(TestClinic clinic, BulkChangeId change, BulkKind kind, List<AppointmentState> booked)
    {
        var after = await clinic.ReadAsync(change);
        after.State.ShouldBe(BulkState.Done);
        after.Items.ShouldAllBe(item => item.State == BulkItemState.Done && item.Error == null);
        foreach (var appointment in booked)
            (await clinic.StoryAsync(appointment.Id)).ShouldBe(kind switch { BulkKind.Move => "booked moved", BulkKind.Cancel => "booked cancelled", _ => "booked" });
        (await clinic.CountAsync("claims where expires_at is null")).ShouldBe(kind == BulkKind.Cancel ? 0 : booked.Count);
        if (kind == BulkKind.OfferAlternatives)
            (await clinic.CountAsync("holds")).ShouldBe(await clinic.CountAsync("bulk_offers where kept_until is not null"));
        await clinic.Portal.DrainOutboxAsync();
        (await clinic.CountAsync("messages where template like 'bulk.%'")).ShouldBe(booked.Count);
        (await clinic.CountAsync("messages where template in ('appointment.moved', 'appointment.cancelled')")).ShouldBe(0);
    }
}
