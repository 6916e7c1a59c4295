using System.Net;
using Hl7.Fhir.Model;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Platform.Callers;
using Portal.Endpoints.Fhir;
using Portal.Tests.Booking;
using Portal.Tests.Support;
using AppointmentStatus = Portal.Domain.Booking.Model.AppointmentStatus;
using Duration = NodaTime.Duration;
using Instant = NodaTime.Instant;
using Task = System.Threading.Tasks.Task;

namespace Portal.Tests.Fhir;

/// <summary>Schedules, times and appointments as another system reads them.</summary>
public sealed class FhirReadTests(TestWeb web) : IClassFixture<TestWeb>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_says_what_it_can_to_anybody()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var nobody = new FhirClient(web, clinic, token: null);
        var can = await nobody.ReadAsync<CapabilityStatement>("/fhir/metadata");
        can.FhirVersion.ShouldBe(FHIRVersion.N4_0_1);
        can.Rest.ShouldHaveSingleItem().Resource.Select(r => r.Type).ShouldBe(["Schedule", "Slot", "Appointment", "Practitioner", "Patient", "HealthcareService", "Location"]);
    }

    [Fact]
    public async Task Each_doctor_has_a_schedule_that_names_the_services()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic, ApiScopes.ScheduleRead);

        var all = await program.ReadAsync<Bundle>("/fhir/Schedule");

        all.Total.ShouldBe(2);
        var first = all.Entry[0].Resource.ShouldBeOfType<Schedule>();
        first.Id.ShouldBe(clinic.Practitioners[0].ToString());
        first.ServiceType.ShouldHaveSingleItem().Coding.ShouldHaveSingleItem().Code.ShouldBe(clinic.Service.ToString());
        all.Entry[0].FullUrl.ShouldBe($"http://{clinic.Slug}.localhost/fhir/Schedule/{first.Id}");
        (await program.ReadAsync<Schedule>($"/fhir/Schedule/{first.Id}")).Actor.Select(a => a.Display).ShouldBe(["طبيب 0", "عيادة"]);
        (await program.ReadAsync<Bundle>($"/fhir/Schedule?actor=Practitioner/{clinic.Practitioners[1]}")).Entry.ShouldHaveSingleItem();
        (await program.ReadAsync<Bundle>($"/fhir/Schedule?actor=Practitioner/{Guid.NewGuid()}")).Entry.ShouldBeEmpty();
    }

    [Fact]
    public async Task Free_times_are_those_that_booking_would_take()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await clinic.BookAsync(BookingScenes.Monday(10));
        await clinic.HoldAsync(Guid.NewGuid(), BookingScenes.Monday(11));
        using var program = await FhirClient.OpenAsync(web, clinic, ApiScopes.SlotRead);
        var monday = $"/fhir/Slot?schedule=Schedule/{clinic.Practitioners[0]}&start=2026-11-23&_count=100";

        var free = Slots(await program.ReadAsync<Bundle>(monday + "&status=free"));
        free.Select(s => Instant.FromDateTimeOffset(s.Start!.Value)).ShouldBe(await clinic.OfferedAsync());
        free.ShouldAllBe(s => s.Status == Slot.SlotStatus.Free && s.Start!.Value.Offset == TimeSpan.FromHours(2) && s.Schedule!.Reference == $"Schedule/{clinic.Practitioners[0]}");
        free.Select(s => s.Id).Distinct().Count().ShouldBe(free.Count);

        Slots(await program.ReadAsync<Bundle>(monday + "&status=busy")).ShouldHaveSingleItem().Start!.Value.ToInstant().ShouldBe(BookingScenes.Monday(10));
        Slots(await program.ReadAsync<Bundle>(monday + "&status=busy-tentative")).ShouldHaveSingleItem().Start!.Value.ToInstant().ShouldBe(BookingScenes.Monday(11));
        Slots(await program.ReadAsync<Bundle>(monday)).Count.ShouldBe(free.Count + 2);
        var afternoon = Slots(await program.ReadAsync<Bundle>(
            $"/fhir/Slot?schedule={clinic.Practitioners[0]}&start=ge2026-11-23T14:00:00%2B02:00&start=lt2026-11-23T13:30:00Z&service-type={clinic.Service}&status=free"));
        afternoon.Select(s => s.Start!.Value.ToInstant()).ShouldBe([BookingScenes.Monday(14), BookingScenes.Monday(14, 30), BookingScenes.Monday(15)]);
    }

    [Fact]
    public async Task Times_come_page_by_page()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic, ApiScopes.SlotRead);
        var seen = await AllPagesAsync(program, $"/fhir/Slot?schedule=Schedule/{clinic.Practitioners[0]}&start=2026-11-23&status=free&_count=7");
        seen.Select(r => ((Slot)r).Start!.Value.ToInstant()).ShouldBe(await clinic.OfferedAsync());
    }

    [Fact]
    public async Task An_appointment_names_who_comes_to_whom_for_what()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        using var program = await FhirClient.OpenAsync(web, clinic, ApiScopes.AppointmentRead);

        var one = await program.ReadAsync<Appointment>($"/fhir/Appointment/{booked.Id}");

        (one.Status, one.Start!.Value.ToInstant(), one.MinutesDuration, one.Meta!.VersionId).ShouldBe((Appointment.AppointmentStatus.Booked, booked.Start, 30, "1"));
        one.Participant.Select(p => (p.Actor!.Reference, p.Actor.Display, p.Status)).ShouldBe(
        [
            ($"Patient/{clinic.Patient}", "منى السيد", ParticipationStatus.Accepted),
            ($"Practitioner/{clinic.Practitioners[0]}", "طبيب 0", ParticipationStatus.Accepted),
            ($"Location/{clinic.Id}", "عيادة", ParticipationStatus.Accepted),
        ]);

        // what it refers to can be read
        (await program.ReadAsync<Patient>($"/fhir/{one.Participant[0].Actor!.Reference}")).Telecom.ShouldHaveSingleItem().Value.ShouldBe(TestClinic.PatientPhone);
        (await program.ReadAsync<Practitioner>($"/fhir/{one.Participant[1].Actor!.Reference}")).Name.ShouldHaveSingleItem().Text.ShouldBe("طبيب 0");
        (await program.ReadAsync<Location>($"/fhir/{one.Participant[2].Actor!.Reference}")).Name.ShouldBe("عيادة");
        (await program.ReadAsync<HealthcareService>($"/fhir/HealthcareService/{one.ServiceType[0].Coding[0].Code}")).Name.ShouldBe("كشف");
    }

    [Fact]
    public async Task What_a_program_has_already_is_not_sent_again()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        using var program = await FhirClient.OpenAsync(web, clinic);
        using var first = await program.SendAsync($"/fhir/Appointment/{booked.Id}");
        first.Headers.ETag!.ToString().ShouldBe("W/\"1\"");
        using var again = await program.SendAsync($"/fhir/Appointment/{booked.Id}", null, ("If-None-Match", "W/\"1\""));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await clinic.MoveAsync(booked, BookingScenes.Monday(12));
        using var moved = await program.SendAsync($"/fhir/Appointment/{booked.Id}", null, ("If-None-Match", "W/\"1\""));
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Appointments_are_found_by_date_doctor_patient_and_status()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var ten = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        var other = (await clinic.BookAsync(BookingScenes.Monday(10), practitioner: 1)).Value;
        var gone = (await clinic.BookAsync(BookingScenes.Monday(12))).Value;
        var tuesday = (await clinic.BookAsync(BookingScenes.Monday(10) + Duration.FromDays(1))).Value;
        await clinic.SetAsync(gone, AppointmentStatus.Cancelled);
        using var program = await FhirClient.OpenAsync(web, clinic);
        async Task<IEnumerable<string>> FindAsync(string query) => (await program.ReadAsync<Bundle>($"/fhir/Appointment?{query}")).Entry.Select(e => e.Resource!.Id!);
        string[] Ids(params AppointmentState[] states) => [.. states.OrderBy(s => s.Start).ThenBy(s => s.Id.Value).Select(s => s.Id.ToString())];

        (await FindAsync("")).ShouldBe(Ids(ten, other, gone, tuesday));
        (await FindAsync("date=2026-11-23")).ShouldBe(Ids(ten, other, gone));
        (await FindAsync("date=gt2026-11-23")).ShouldBe(Ids(tuesday));
        (await FindAsync("date=ge2026-11-23T10:30:00%2B02:00&date=lt2026-11-24")).ShouldBe(Ids(gone));
        (await FindAsync("date=2026-11-23T08:00Z")).ShouldBe(Ids(ten, other));
        (await FindAsync("date=2026-12")).ShouldBeEmpty();
        (await FindAsync($"practitioner=Practitioner/{clinic.Practitioners[1]}")).ShouldBe(Ids(other));
        (await FindAsync($"patient={clinic.Patient}&status=cancelled")).ShouldBe(Ids(gone));
        (await FindAsync($"patient=Patient/{Guid.NewGuid()}")).ShouldBeEmpty();
        (await FindAsync("status=booked,cancelled&date=le2026-11-23")).ShouldBe(Ids(ten, other, gone));
        (await FindAsync("status=waitlist")).ShouldBeEmpty();
        (await FindAsync($"_id={tuesday.Id}")).ShouldBe(Ids(tuesday));
    }

    [Fact]
    public async Task A_cancelled_one_says_on_whose_side_and_a_room_is_where_it_takes_place()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var branch = new Domain.Booking.Model.Location(clinic.Id, Guid.CreateVersion7()) { NameAr = "فرع المعادي", NameEn = "Maadi", AddressAr = "شارع ٩" };
        var room = new Domain.Booking.Model.Resource(clinic.Id, Guid.CreateVersion7()) { Kind = Domain.Booking.Model.ResourceKind.Room, NameAr = "غرفة ١", NameEn = "Room 1" };
        await using (var scope = web.Portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.AddRange(branch, room, new Domain.Booking.Model.ServiceResource(clinic.Id, clinic.Service, room.Id));
            await db.SaveChangesAsync(Cancellation);
        }

        web.Portal.Services.GetRequiredService<Domain.Platform.Live.TenantCache>().Forget(clinic.Id, Domain.Platform.Live.Topics.Rules);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        await clinic.SetAsync(booked, AppointmentStatus.Cancelled, BookingScenes.Owner);
        using var program = await FhirClient.OpenAsync(web, clinic);

        var one = await program.ReadAsync<Appointment>($"/fhir/Appointment/{booked.Id}");

        (one.Status, one.CancelationReason!.Coding.ShouldHaveSingleItem().Code).ShouldBe((Appointment.AppointmentStatus.Cancelled, "pat"));
        one.Participant[2].Actor!.Reference.ShouldBe($"Location/{room.Id}");
        (await program.ReadAsync<Location>($"/fhir/Location/{room.Id}")).PartOf!.Reference.ShouldBe($"Location/{clinic.Id}");
        (await program.ReadAsync<Location>($"/fhir/Location/{branch.Id}")).Address!.Text.ShouldBe("شارع ٩");
    }

    [Fact]
    public async Task What_is_booked_while_a_program_turns_the_pages_shifts_none()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var booked = new List<AppointmentState>();
        foreach (var half in Enumerable.Range(0, 7))
            foreach (var practitioner in (int[])[0, 1])
                booked.Add((await clinic.BookAsync(BookingScenes.Monday(10) + Duration.FromMinutes(30 * half), practitioner)).Value);
        using var program = await FhirClient.OpenAsync(web, clinic);

        var first = await program.ReadAsync<Bundle>("/fhir/Appointment?_count=3");
        first.Total.ShouldBe(14);
        await clinic.BookAsync(BookingScenes.Monday(9));
        var rest = await AllPagesAsync(program, first.NextLink!.PathAndQuery);

        first.Entry.Select(e => e.Resource!).Concat(rest).Select(r => r.Id).ShouldBe(booked.OrderBy(b => b.Start).ThenBy(b => b.Id.Value).Select(b => b.Id.ToString()));
    }

    [Fact]
    public void Every_state_has_a_word_and_every_word_leads_back()
    {
        foreach (var status in Enum.GetValues<AppointmentStatus>())
            FhirStatuses.Read(Hl7.Fhir.Utility.EnumUtility.GetLiteral(FhirStatuses.Of(status))!)!.ShouldContain(status);
        FhirStatuses.Read("entered-in-error").ShouldBe([]);
        FhirStatuses.Read("nonsense").ShouldBeNull();
    }

    [Fact]
    public async Task Each_read_is_in_the_trail_with_the_token_that_read()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        using var program = await FhirClient.OpenAsync(web, clinic);
        foreach (var path in (string[])["Schedule", $"Slot?schedule={clinic.Practitioners[0]}", "Appointment", $"Appointment/{booked.Id}", $"Patient/{clinic.Patient}"])
            using (var answer = await program.SendAsync($"/fhir/{path}"))
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        (await web.Portal.AsSuperuserAsync<string>(
            $"select string_agg(action, ' ' order by id) from audit_entries where tenant_id = '{clinic.Id}' and actor_kind = 'Program' and outcome = 'done' and actor_id = (select id from api_tokens where tenant_id = '{clinic.Id}')"))
            .ShouldBe("fhir.schedule.read fhir.slot.search fhir.appointment.read fhir.appointment.read fhir.patient.read");
    }

    static List<Slot> Slots(Bundle bundle) => [.. bundle.Entry.Select(e => (Slot)e.Resource!)];

    static async Task<List<Resource>> AllPagesAsync(FhirClient program, string path)
    {
        var seen = new List<Resource>();
        for (string? next = path; next is not null;)
        {
            Cancellation.ThrowIfCancellationRequested();
            var page = await program.ReadAsync<Bundle>(next);
            seen.AddRange(page.Entry.Select(e => e.Resource!));
            next = page.NextLink?.PathAndQuery;
        }

        return seen;
    }
}

static class FhirTimes
{
    public static Instant ToInstant(this DateTimeOffset time) => Instant.FromDateTimeOffset(time);
}
