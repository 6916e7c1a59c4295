using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Bulk;

/// <summary>One message for each patient, in their language, and what they can choose from it.</summary>
public sealed class BulkMessagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Action<Caller> Patient(int number) => TestPortal.Patient($"+2010055500{number:00}");

    [Fact]
    public async Task A_patient_with_two_appointments_is_told_of_both_in_one_message_and_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.BookAsync(Monday(10))).Value;
        var second = (await clinic.BookAsync(Monday(12))).Value;
        var change = await clinic.BeginAsync(BulkKind.Move, BulkWhere.OtherPractitionerSameDay);
        await clinic.RunAsync(change);
        await portal.DrainOutboxAsync();
        await portal.AsSuperuserAsync<object>($"update outbox set processed_at = null where tenant_id = '{clinic.Id}' returning id");
        await portal.DrainOutboxAsync();

        (await clinic.CountAsync("messages where template = 'bulk.Move'")).ShouldBe(1);
        var lines = (await clinic.MessagesAsync()).Split('\n');
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("عيادة: نعتذر لك: لظرف صحي عند الطبيب لن يتم موعدك مع طبيب 0 يوم الاثنين 23 نوفمبر الساعة 10:00 صباحًا. نقلناه إلى يوم الاثنين 23 نوفمبر الساعة 10:00 صباحًا مع طبيب 1.");
        (await clinic.ReadAsync(change)).Items.ShouldAllBe(item => item.IsTold);
        (await clinic.CountAsync("messages where template = 'appointment.moved'")).ShouldBe(0);
        (await clinic.ReadAsync(first.Id)).Practitioner.ShouldBe((await clinic.ReadAsync(second.Id)).Practitioner);
    }

    [Fact]
    public async Task A_cancellation_gives_the_reason_and_the_way_to_choose_again_in_English_where_that_is_spoken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookMondayAsync(1);
        await portal.AsSuperuserAsync<object>($"update patients set language = 'en' where tenant_id = '{clinic.Id}' returning id");
        await clinic.RunAsync(await clinic.BeginAsync(BulkKind.Cancel));
        await portal.DrainOutboxAsync();
        (await clinic.MessagesAsync()).ShouldStartWith(
            "Clinic: we are sorry: because the doctor is unwell, your appointment with Doctor 0 on Monday 23 November at 9:00 am had to be cancelled. Choose another time: http");
    }

    [Fact]
    public async Task Who_was_changed_before_a_pause_is_told_though_another_of_theirs_still_waits()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookAsync(Monday(10));
        await clinic.BookAsync(Monday(12));
        var change = await clinic.BeginAsync(BulkKind.Cancel);
        await clinic.RunAsync(change);
        await portal.AsSuperuserAsync<object>(
            $"update bulk_change_items set state = 'Pending' where tenant_id = '{clinic.Id}' and position = 1 returning id");
        await portal.AsSuperuserAsync<object>($"update bulk_changes set state = 'Running' where tenant_id = '{clinic.Id}' returning id");
        await portal.DrainOutboxAsync();
        (await clinic.CountAsync("messages where template = 'bulk.Cancel'")).ShouldBe(0);
        (await clinic.AsAsync<PauseBulkChange, bool>(Desk, async use => (await use.ExecuteAsync(change, Cancellation)).Succeeded)).ShouldBeTrue();
        await portal.DrainOutboxAsync();
        (await clinic.CountAsync("messages where template = 'bulk.Cancel'")).ShouldBe(1);
    }

    [Fact]
    public async Task Offered_times_are_kept_for_their_patient_alone_until_one_is_taken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(2);
        var change = await clinic.BeginAsync(BulkKind.OfferAlternatives);
        await clinic.RunAsync(change);
        await portal.DrainOutboxAsync();

        (await clinic.MessagesAsync()).ShouldContain("/choose");
        var waiting = await clinic.ReadAsync(change);
        waiting.Items.ShouldAllBe(item => item.Waits && item.KeptUntil == portal.Now + DoBulkItem.KeptFor && item.Appointment.ToBeMoved);
        var offers = (await OffersAsync(clinic, booked[0], 0))!.Times;
        offers.Count.ShouldBe(3);
        foreach (var offer in offers)
        {
            await using var scope = portal.Scope(clinic.Id, Desk);
            (await scope.Get<BookAppointment>().ExecuteAsync(
                new(Guid.NewGuid(), clinic.Patient, clinic.Service, offer.Practitioner, offer.Start, BookingSource.Desk), Cancellation)).Error.ShouldBe(BookingError.Taken);
        }

        (await OffersAsync(clinic, booked[0], 1)).ShouldBeNull(); // another patient's phone
        (await AcceptAsync(clinic, booked[0], offers[1].Id, 1)).Error.ShouldBe(BookingError.NotFound);

        var key = Guid.NewGuid();
        var taken = (await AcceptAsync(clinic, booked[0], offers[1].Id, 0, key)).Value;
        (taken.Practitioner, taken.Start).ShouldBe((offers[1].Practitioner, offers[1].Start));
        (await AcceptAsync(clinic, booked[0], offers[1].Id, 0, key)).Value.ShouldBe(taken); // sent twice
        (await AcceptAsync(clinic, booked[0], offers[0].Id, 0)).Error.ShouldBe(BookingError.ChangedMeanwhile);
        await portal.DrainOutboxAsync();

        (await OffersAsync(clinic, booked[0], 0)).ShouldBeNull();
        (await clinic.CountAsync("holds")).ShouldBe(3, "the other patient's");
        (await clinic.ReadAsync(change)).Items.Select(item => item.Waits).ShouldBe([false, true]);
        (await clinic.AsAsync<ListBulkChanges, int>(Desk, async use => (await use.ExecuteAsync(Cancellation)).Value.Single().Waiting)).ShouldBe(1);
    }

    async Task<OpenOffers.View?> OffersAsync(TestClinic clinic, AppointmentState appointment, int patient)
    {
        await using var scope = portal.Scope(clinic.Id, Patient(patient));
        return await scope.Get<OpenOffers>().ExecuteAsync(appointment.Id, Cancellation);
    }

    async Task<Domain.Platform.Results.Result<AppointmentState, BookingError>> AcceptAsync(TestClinic clinic, AppointmentState appointment, Guid offer, int patient, Guid? key = null)
    {
        await using var scope = portal.Scope(clinic.Id, Patient(patient));
        return await scope.Get<TakeAlternative>().ExecuteAsync(new(key ?? Guid.NewGuid(), appointment.Id, appointment.Version, offer), Cancellation);
    }
}
