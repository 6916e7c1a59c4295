using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Similar;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Chart.Passages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Similar;

public sealed class FindSimilarBookingsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Theory]
    [InlineData("the lady with the knee pain")]
    [InlineData("ألم في الركبة")]
    public async Task The_desk_finds_a_booking_by_what_it_was_about(string said)
    {
        var (clinic, knee) = await ClinicAsync();
        var found = await FindAsync(clinic, new(said));
        found[0].Appointment.Id.ShouldBe(knee);
        found[0].Appointment.PatientName.ShouldBe("منى السيد");
        found.Count.ShouldBeLessThan(4, "what is about something else is not brought along");
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_about_it()
    {
        var (clinic, _) = await ClinicAsync();
        (await FindAsync(clinic, new("zebra crossing at midnight"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bookings_like_one_are_those_before_it()
    {
        var (clinic, knee) = await ClinicAsync();
        var before = await clinic.BookedAsync("Knee pain since Ramadan", daysAgo: 90);
        var after = await clinic.BookedAsync("Knee pain, to be booked", daysAgo: -3);
        var nextWeek = await clinic.BookedAsync("Knee pain again", daysAgo: -7);
        await portal.SyncAsync();
        var like = (await FindAsync(clinic, new(nextWeek))).Select(found => found.Appointment.Id).ToList();
        like.ShouldBe([knee, before], ignoreOrder: true);
        like.ShouldNotContain(nextWeek);
        like.ShouldNotContain(after, "it is still to come");
        (await FindAsync(clinic, new(knee))).Select(found => found.Appointment.Id).ShouldNotContain(knee);
    }

    [Fact]
    public async Task A_booking_of_another_clinic_is_neither_found_nor_asked_about()
    {
        var (clinic, knee) = await ClinicAsync();
        var (elsewhere, theirs) = await ClinicAsync();
        (await FindAsync(elsewhere, new("knee pain"))).Select(found => found.Appointment.Id).ShouldNotContain(knee);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        (await scope.Get<FindSimilarBookings>().ExecuteAsync(new(theirs), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.NotFound);
    }

    [Fact]
    public async Task It_is_for_the_desk_and_doctors_and_is_in_the_trail_without_its_words()
    {
        var (clinic, knee) = await ClinicAsync();
        foreach (var caller in (Action<Caller>[])[TestPortal.Staff(StaffRole.Pharmacist), TestPortal.Patient(TestClinic.PatientPhone), TestPortal.Visitor])
        {
            await using var scope = portal.Scope(clinic.Id, caller);
            (await scope.Get<FindSimilarBookings>().ExecuteAsync(new("knee"), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.Forbidden);
            (await scope.Get<FindSimilarBookings>().ExecuteAsync(new(knee), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.Forbidden);
        }

        await FindAsync(clinic, new("knee"), StaffRole.Doctor);
        await FindAsync(clinic, new(knee));
        (await portal.AsSuperuserAsync<string>(
            $"select string_agg(action || ':' || outcome || ':' || n || coalesce(d, ''), ' ' order by action, outcome collate \"C\") from (select action, outcome, count(*) n, min(detail::text) d from audit_entries where tenant_id = '{clinic.Id}' and action like 'booking.%' group by 1, 2) a"))
            .ShouldBe("booking.recall:Forbidden:3 booking.recall:done:1 booking.similar:Forbidden:3 booking.similar:done:1");
    }

    [Fact]
    public async Task Something_has_to_be_said()
    {
        var (clinic, _) = await ClinicAsync();
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        foreach (var text in (string[])["  ", new('x', FindSimilarBookings.LongestText + 1)])
            (await scope.Get<FindSimilarBookings>().ExecuteAsync(new(text), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.Invalid);
    }

    async Task<(TestClinic Clinic, AppointmentId Knee)> ClinicAsync()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var (note, days) in new[] { ("Cough and fever for a week", 20), ("Wants the results of the blood test", 15), ("تطعيم الطفل", 12), ((string?)null, 8) })
            await clinic.BookedAsync(note, days);
        var knee = await clinic.BookedAsync("Right knee pain, came with a stick", daysAgo: 30);
        await portal.SyncAsync();
        return (clinic, knee);
    }

    async Task<IReadOnlyList<FindSimilarBookings.Found>> FindAsync(TestClinic clinic, FindSimilarBookings.Request request, StaffRole role = StaffRole.Receptionist)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(role));
        return (await scope.Get<FindSimilarBookings>().ExecuteAsync(request, TestContext.Current.CancellationToken)).Value;
    }
}
