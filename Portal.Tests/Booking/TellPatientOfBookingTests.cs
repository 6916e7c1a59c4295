using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

public sealed class TellPatientOfBookingTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<AppointmentState> BookAsync(TestClinic clinic, string start = "2026-11-23T08:30:00Z", Action<Domain.Platform.Callers.Caller>? caller = null)
    {
        await using var scope = portal.Scope(clinic.Id, caller);
        var request = new BookAppointment.Request(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], TestPortal.At(start), BookingSource.Desk);
        return (await scope.Get<BookAppointment>().ExecuteAsync(request, Cancellation)).Value;
    }

    async Task CancelAsync(TestClinic clinic, AppointmentState appointment)
    {
        await using var scope = portal.Scope(clinic.Id);
        (await scope.Get<ChangeAppointmentStatus>().ExecuteAsync(
            new(Guid.NewGuid(), appointment.Id, appointment.Version, AppointmentStatus.Cancelled), Cancellation)).Succeeded.ShouldBeTrue();
    }

    Task<string> BodiesAsync(TestClinic clinic) =>
        portal.AsSuperuserAsync<string>($"select coalesce(string_agg(body, '|' order by created_at, template), '') from messages where tenant_id = '{clinic.Id}'");

    [Fact]
    public async Task A_booked_patient_is_told_in_Arabic_with_doctor_local_time_and_a_link_that_opens_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var appointment = await BookAsync(clinic);
        await portal.DrainOutboxAsync();
        var body = await BodiesAsync(clinic);
        body.ShouldStartWith("عيادة: تم حجز موعدك مع طبيب 0 يوم الاثنين 23 نوفمبر الساعة 10:30 صباحًا.");
        var link = new Uri(body[body.IndexOf("http", StringComparison.Ordinal)..]);
        link.Authority.ShouldBe($"{clinic.Slug}.localhost:5080");
        var links = portal.Services.GetRequiredService<AppointmentLinks>();
        links.Read(clinic.Id, link.AbsolutePath["/a/".Length..]).ShouldBe(appointment.Id);
        (await portal.AsSuperuserAsync<string>($"select recipient from messages where tenant_id = '{clinic.Id}'")).ShouldBe(TestClinic.PatientPhone);
    }

    [Fact]
    public async Task An_English_patient_is_told_in_English_and_a_visitor_that_the_time_is_kept()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await portal.AsSuperuserAsync<object>($"update patients set language = 'en' where tenant_id = '{clinic.Id}' returning id");
        await BookAsync(clinic, caller: TestPortal.Visitor);
        await portal.DrainOutboxAsync();
        (await BodiesAsync(clinic)).ShouldStartWith("Clinic: we are keeping Monday 23 November at 10:30 am with Doctor 0 for you. The clinic will call to confirm.");
    }

    [Fact]
    public async Task What_a_later_change_has_overtaken_is_not_told()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await CancelAsync(clinic, await BookAsync(clinic));
        await portal.DrainOutboxAsync();
        (await BodiesAsync(clinic)).ShouldStartWith("عيادة: تم إلغاء موعدك مع طبيب 0");
    }

    [Fact]
    public async Task An_event_handed_on_twice_is_one_message()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await BookAsync(clinic);
        await portal.DrainOutboxAsync();
        await portal.AsSuperuserAsync<object>($"update outbox set processed_at = null where tenant_id = '{clinic.Id}' returning id");
        await portal.DrainOutboxAsync();
        (await portal.AsSuperuserAsync<long>($"select count(*) from messages where tenant_id = '{clinic.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_a_crash_swallowed_is_announced_by_the_drain()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var appointment = await BookAsync(clinic); // no publisher runs yet, as if it had died
        await portal.StartHostedServicesAsync();
        await portal.Services.GetRequiredService<ChangeListener>().Listening.WaitAsync(Cancellation);
        var heard = new TaskCompletionSource<Guid>();
        using var subscription = portal.Services.GetRequiredService<LiveUpdates>().Subscribe(clinic.Id, Topics.Appointments, ids =>
        {
            heard.TrySetResult(ids.Single());
            return Task.CompletedTask;
        });
        await portal.DrainOutboxAsync();
        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).ShouldBe(appointment.Id.Value);
    }

    [Fact]
    public void A_link_is_good_for_its_own_clinic_and_untouched_alone()
    {
        var links = portal.Services.GetRequiredService<AppointmentLinks>();
        var (tenant, appointment) = (TenantId.New(), AppointmentId.New());
        var token = links.Token(tenant, appointment);
        links.Read(tenant, token).ShouldBe(appointment);
        links.Read(TenantId.New(), token).ShouldBeNull();
        links.Read(tenant, token[..^2] + (token[^2] == 'A' ? "BA" : "AA")).ShouldBeNull();
        foreach (var nonsense in new[] { null, "", "x", "....", new string('A', 5000) })
            links.Read(tenant, nonsense).ShouldBeNull();
    }
}
