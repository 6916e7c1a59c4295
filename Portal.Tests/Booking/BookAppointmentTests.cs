using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

public sealed class BookAppointmentTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static BookAppointment.Request At(TestClinic clinic, string start, PractitionerId? practitioner = null, Guid? key = null) =>
        new(key ?? Guid.NewGuid(), clinic.Patient, clinic.Service, practitioner, TestPortal.At(start), BookingSource.Desk);

    async Task<Portal.Domain.Platform.Results.Result<AppointmentState, BookingError>> BookAsync(
        TestClinic clinic, BookAppointment.Request request, Action<Caller>? caller = null)
    {
        await using var scope = portal.Scope(clinic.Id, caller);
        return await scope.Get<BookAppointment>().ExecuteAsync(request, Cancellation);
    }

    [Fact]
    public async Task Booking_a_free_slot_writes_appointment_claim_event_outbox_and_audit()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var result = await BookAsync(clinic, At(clinic, "2026-11-23T08:00:00Z", clinic.Practitioners[0]));

        result.Succeeded.ShouldBeTrue(result.ToString());
        result.Value.Status.ShouldBe(AppointmentStatus.Booked);
        result.Value.End.ShouldBe(TestPortal.At("2026-11-23T08:30:00Z"));
        foreach (var table in new[] { "appointments", "claims", "appointment_events", "outbox", "audit_entries" })
            (await portal.AsSuperuserAsync<long>($"select count(*) from {table} where tenant_id = '{clinic.Id}'")).ShouldBe(1, table);
    }

    [Fact]
    public async Task Booking_a_taken_slot_returns_Taken_and_leaves_nothing_but_the_refusal()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        (await BookAsync(clinic, At(clinic, "2026-11-23T08:00:00Z", clinic.Practitioners[0]))).Succeeded.ShouldBeTrue();

        (await BookAsync(clinic, At(clinic, "2026-11-23T08:00:00Z", clinic.Practitioners[0]))).Error.ShouldBe(BookingError.Taken);

        (await portal.AsSuperuserAsync<long>($"select count(*) from appointments where tenant_id = '{clinic.Id}'")).ShouldBe(1);
        (await portal.AsSuperuserAsync<string>($"select outcome from audit_entries where tenant_id = '{clinic.Id}' and outcome <> 'done'")).ShouldBe("Taken");
    }

    [Fact]
    public async Task Any_practitioner_takes_the_next_free_one_until_none_is_left()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 2);
        var first = await BookAsync(clinic, At(clinic, "2026-11-23T08:00:00Z"));
        var second = await BookAsync(clinic, At(clinic, "2026-11-23T08:00:00Z"));
        first.Value.Practitioner.ShouldNotBe(second.Value.Practitioner);
        (await BookAsync(clinic, At(clinic, "2026-11-23T08:00:00Z"))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task The_same_command_sent_twice_books_once_and_answers_the_same()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var request = At(clinic, "2026-11-23T09:00:00Z", clinic.Practitioners[0]);
        var first = await BookAsync(clinic, request);
        var again = await BookAsync(clinic, request);
        again.Value.ShouldBe(first.Value);
        (await portal.AsSuperuserAsync<long>($"select count(*) from appointments where tenant_id = '{clinic.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_command_key_with_another_request_is_an_error()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var key = Guid.NewGuid();
        (await BookAsync(clinic, At(clinic, "2026-11-23T09:00:00Z", clinic.Practitioners[0], key))).Succeeded.ShouldBeTrue();
        (await BookAsync(clinic, At(clinic, "2026-11-23T10:00:00Z", clinic.Practitioners[0], key))).Error.ShouldBe(BookingError.KeyReused);
    }

    [Fact]
    public async Task The_same_command_sent_at_the_same_moment_books_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var request = At(clinic, "2026-11-24T09:00:00Z", clinic.Practitioners[0]);
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => BookAsync(clinic, request)));
        results.ShouldAllBe(r => r.Succeeded);
        results.Select(r => r.Value.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_hundred_callers_on_one_slot_have_exactly_one_winner()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => BookAsync(clinic, At(clinic, "2026-11-25T09:00:00Z", clinic.Practitioners[0]))));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.IsError(BookingError.Taken));
    }

    [Fact]
    public async Task A_patient_books_for_their_own_phone_alone()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await BookAsync(clinic, At(clinic, "2026-11-23T11:00:00Z"), TestPortal.Patient("+201009999999"))).Error.ShouldBe(BookingError.NotFound);
        (await BookAsync(clinic, At(clinic, "2026-11-23T11:00:00Z"), TestPortal.Patient(TestClinic.PatientPhone))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_visitor_who_proved_nothing_only_proposes()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await BookAsync(clinic, At(clinic, "2026-11-23T11:00:00Z"), TestPortal.Visitor)).Value.Status.ShouldBe(AppointmentStatus.Proposed);
    }

    [Fact]
    public async Task A_pharmacist_may_not_book()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await BookAsync(clinic, At(clinic, "2026-11-23T11:00:00Z"), TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(BookingError.Forbidden);
    }

    [Fact]
    public async Task Rules_changed_by_anybody_are_noticed_by_the_booking_itself()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await BookAsync(clinic, At(clinic, "2026-11-23T12:00:00Z", clinic.Practitioners[0]))).Succeeded.ShouldBeTrue();
        // behind the application's back: its cache still has the old rules
        await portal.AsSuperuserAsync<object>(
            $"select set_config('app.tenant_id', '{clinic.Id}', false); update practitioners set retired = true where id = '{clinic.Practitioners[0]}' returning id");
        (await BookAsync(clinic, At(clinic, "2026-11-23T13:00:00Z", clinic.Practitioners[0]))).Error.ShouldBe(BookingError.NotOffered);
    }
}
