using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Access;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Booking;
using Portal.Tests.Identity;
using Portal.Tests.Patients;
using Portal.Tests.Support;
using static Portal.Tests.Chart.AccessScenes;

namespace Portal.Tests.Chart;

/// <summary>Whose record opens to whom. These tests move the clock.</summary>
public sealed class ChartAccessTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StaffRole.Receptionist)]
    [InlineData(StaffRole.Administrator)]
    [InlineData(StaffRole.Pharmacist)]
    [InlineData(StaffRole.Operator)]
    public async Task Who_is_no_doctor_opens_no_record_and_breaks_no_glass(StaffRole role)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.OpenAsync(TestPortal.Staff(role))).ShouldBe(ChartError.Forbidden);
        (await clinic.BreakGlassAsync(TestPortal.Staff(role))).Error.ShouldBe(ChartError.Forbidden);
        (await clinic.AuditAsync("chart.read")).ShouldBe(["Forbidden"]);
        (await clinic.AuditAsync("chart.break_glass")).ShouldBe(["Forbidden"]);
    }

    [Fact]
    public async Task A_doctor_opens_the_record_of_who_is_to_come_within_a_month_and_it_is_written_down()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (own, other) = (await clinic.DoctorAsync(0), await clinic.DoctorAsync(1));
        (await clinic.OpenAsync(Doctor(own))).ShouldBe(ChartError.GlassIsWhole);
        var appointment = (await clinic.BookAsync(portal.Soon())).Value;
        (await clinic.OpenAsync(Doctor(own))).ShouldBeNull();
        (await clinic.OpenAsync(Doctor(other))).ShouldBe(ChartError.GlassIsWhole);
        (await clinic.AuditAsync("chart.read")).OrderBy(o => o).ShouldBe(["done", "GlassIsWhole", "GlassIsWhole"]);

        await clinic.SetAsync(appointment, AppointmentStatus.Cancelled, reason: "ill");
        (await clinic.OpenAsync(Doctor(own))).ShouldBe(ChartError.GlassIsWhole);
    }

    [Fact]
    public async Task An_administrator_who_is_a_doctor_too_opens_as_a_doctor_does()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        const StaffRole Both = StaffRole.Administrator | StaffRole.Doctor;
        var user = await clinic.DoctorAsync(0, roles: Both);
        void Owner(Caller caller) => caller.BecomeStaff(user, "Owner", Both);
        (await clinic.OpenAsync(Owner)).ShouldBe(ChartError.GlassIsWhole);
        await clinic.BookAsync(portal.Soon());
        (await clinic.OpenAsync(Owner)).ShouldBeNull();
    }

    [Theory]
    [InlineData(-729, false, true)]
    [InlineData(-731, false, false)]
    [InlineData(-1, true, false)] // a visit that was entered in error was none
    public async Task A_doctor_who_saw_the_patient_within_two_years_treats_them(int days, bool inError, bool opens)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var doctor = await clinic.DoctorAsync(0);
        await clinic.VisitAsync(0, portal.Now + Duration.FromDays(days), inError);
        (await clinic.OpenAsync(Doctor(doctor))).ShouldBe(opens ? null : ChartError.GlassIsWhole);
    }

    [Fact]
    public async Task The_glass_is_broken_for_a_reason_and_closes_after_eight_hours()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (doctor, other) = (await clinic.DoctorAsync(null), await clinic.DoctorAsync(null));
        (await clinic.BreakGlassAsync(Doctor(doctor), "why not")).Error.ShouldBe(ChartError.Invalid);
        (await clinic.BreakGlassAsync(Doctor(doctor), ". . . . . . . . . . . . . .")).Error.ShouldBe(ChartError.Invalid);
        (await clinic.BreakGlassAsync(Doctor(doctor), new string('a', ChartOpening.LongestReason + 1))).Error.ShouldBe(ChartError.Invalid);
        (await clinic.OpenAsync(Doctor(doctor))).ShouldBe(ChartError.GlassIsWhole);

        (await clinic.BreakGlassAsync(Doctor(doctor), "مريض في حالة طوارئ")).Value.ShouldBe(portal.Now + Duration.FromHours(8));
        (await clinic.OpenAsync(Doctor(doctor))).ShouldBeNull();
        (await clinic.OpenAsync(Doctor(other))).ShouldBe(ChartError.GlassIsWhole, "it is open for who broke it");
        portal.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        (await clinic.OpenAsync(Doctor(doctor))).ShouldBeNull();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        (await clinic.OpenAsync(Doctor(doctor))).ShouldBe(ChartError.GlassIsWhole);
        (await clinic.AuditAsync("chart.break_glass")).ShouldBe(["done"]);
    }

    [Fact]
    public async Task A_patient_reads_what_is_the_own_of_the_record_and_nobody_elses()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.OpenAsync(BookingScenes.Owner, "document.read")).ShouldBeNull();
        (await clinic.OpenAsync(BookingScenes.Owner, "chart.read")).ShouldBe(ChartError.Forbidden);
        (await clinic.OpenAsync(BookingScenes.Stranger, "document.read")).ShouldBe(ChartError.Forbidden);
        (await clinic.OpenAsync(TestPortal.Visitor, "document.read")).ShouldBe(ChartError.Forbidden);
    }

    [Fact]
    public async Task Jobs_are_nobody_and_work_with_every_record()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.OpenAsync(null)).ShouldBeNull();
        (await clinic.OpenAsync(null, patient: PatientId.New())).ShouldBe(ChartError.NotFound);
    }

    [Fact]
    public async Task Another_clinics_patient_is_not_there_and_what_was_opened_there_opens_nothing_here()
    {
        var (here, there) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var doctor = await here.DoctorAsync(0);
        await here.BreakGlassAsync(Doctor(doctor));
        (await here.OpenAsync(Doctor(doctor), patient: there.Patient)).ShouldBe(ChartError.NotFound);
        (await here.BreakGlassAsync(Doctor(doctor), patient: there.Patient)).Error.ShouldBe(ChartError.NotFound);
        (await there.OpenAsync(Doctor(doctor), patient: here.Patient)).ShouldBe(ChartError.NotFound);
        (await there.OpenAsync(Doctor(doctor))).ShouldBe(ChartError.GlassIsWhole);
    }

    [Fact]
    public async Task Merged_records_are_one_persons_for_who_treats_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var doctor = await clinic.DoctorAsync(0);
        await clinic.BookAsync(portal.Soon());
        var newer = PatientId.New();
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.Add(new Patient(clinic.Id, newer) { Name = "Mona Elsayed", Phone = TestClinic.PatientPhone, Language = "ar", CreatedAt = portal.Now });
            await db.SaveChangesAsync(Cancellation);
        }

        (await clinic.OpenAsync(Doctor(doctor), patient: newer)).ShouldBe(ChartError.GlassIsWhole);
        (await clinic.MergeAsync(clinic.Patient, newer)).Succeeded.ShouldBeTrue();
        (await clinic.OpenAsync(Doctor(doctor), patient: newer)).ShouldBeNull();
        (await clinic.WhoOpenedAsync(TestPortal.Staff(StaffRole.Administrator), clinic.Patient)).Value.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_opened_is_told_to_the_patient_and_the_administrator_with_role_and_reason()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (treating, strange) = (await clinic.DoctorAsync(0, "Karim Shawky"), await clinic.DoctorAsync(null, "Huda Fahmy"));
        await clinic.BookAsync(portal.Soon());
        await clinic.OpenAsync(Doctor(treating));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await clinic.OpenAsync(Doctor(strange)); // refused: not opened
        await clinic.BreakGlassAsync(Doctor(strange));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await clinic.OpenAsync(Doctor(strange), "chart.ask");
        await clinic.OpenAsync(BookingScenes.Owner, "document.read"); // the own reading is no news

        var looks = (await clinic.WhoOpenedAsync(BookingScenes.Owner)).Value;

        looks.Select(look => (look.Name, look.Action)).ShouldBe([("Huda Fahmy", "chart.ask"), ("Huda Fahmy", "chart.break_glass"), ("Karim Shawky", "chart.read")]);
        looks[1].ShouldBe(new(portal.Now - Duration.FromMinutes(1), CallerKind.Staff, strange, "Huda Fahmy", StaffRole.Doctor, "chart.break_glass", Reason));
        (await clinic.WhoOpenedAsync(TestPortal.Staff(StaffRole.Administrator))).Value.ShouldBe(looks);
        (await clinic.WhoOpenedAsync(BookingScenes.Stranger)).Error.ShouldBe(ChartError.Forbidden);
        (await clinic.WhoOpenedAsync(Doctor(treating))).Error.ShouldBe(ChartError.Forbidden);
        (await clinic.AuditAsync("chart.who_opened")).Order().ShouldBe(["done", "done", "Forbidden", "Forbidden"]);
    }

    [Fact]
    public async Task Glass_broken_of_late_is_counted_for_the_administrator()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var doctor = await clinic.DoctorAsync(null);
        await clinic.BreakGlassAsync(Doctor(doctor));
        portal.Clock.Advance(TimeSpan.FromDays(CountOpenings.Days) + TimeSpan.FromSeconds(1));
        await clinic.BreakGlassAsync(Doctor(doctor));
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await scope.Get<CountOpenings>().ExecuteAsync(Cancellation)).Value.ShouldBe(1);
        await using var desk = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        (await desk.Get<CountOpenings>().ExecuteAsync(Cancellation)).Error.ShouldBe(ChartError.Forbidden);
    }
}
