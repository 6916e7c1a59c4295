using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Chart;

/// <summary>A clinic with a doctor who treats its patient, and one who does not.</summary>
sealed class ChartScene
{
    ChartScene(TestClinic clinic) => Clinic = clinic;

    public TestClinic Clinic { get; }

    public PatientId Patient => Clinic.Patient;

    public UserId Treating { get; } = UserId.New();

    public UserId Other { get; } = UserId.New();

    public AppointmentId Visit { get; private set; }

    public static async Task<ChartScene> OpenAsync(TestPortal portal)
    {
        var scene = new ChartScene(await TestClinic.CreateAsync(portal));
        await using var scope = scene.AsSystem();
        await using var db = scope.Db();
        foreach (var (practitioner, user) in scene.Clinic.Practitioners.Zip([scene.Treating, scene.Other]))
            await db.Set<Practitioner>().Where(p => p.Id == practitioner).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserId, user));
        var start = portal.Now + Duration.FromHours(1);
        scene.Visit = AppointmentId.New();
        db.Add(new Appointment(scene.Clinic.Id, scene.Visit)
        {
            PractitionerId = scene.Clinic.Practitioners[0], ServiceId = scene.Clinic.Service, PatientId = scene.Patient, StartsAt = start, EndsAt = start + Duration.FromMinutes(30),
            Occupied = new(start, start + Duration.FromMinutes(30)), Status = AppointmentStatus.Booked, Source = BookingSource.Desk, VisitKind = VisitKind.Returning, Version = 1, CreatedAt = portal.Now,
        });
        await db.SaveChangesAsync();
        return scene;
    }

    public TestScope AsDoctor() => As(Treating, StaffRole.Doctor);

    public TestScope AsOtherDoctor() => As(Other, StaffRole.Doctor);

    public TestScope As(UserId user, StaffRole roles) => Clinic.Portal.Scope(Clinic.Id, caller => caller.BecomeStaff(user, "Test", roles));

    public TestScope AsSystem() => Clinic.Portal.Scope(Clinic.Id);

    /// <summary>A patient of this clinic whom nobody treats yet.</summary>
    public async Task<PatientId> StrangerAsync(string name = "Nadia Fahmy", string phone = "+201005550001")
    {
        await using var scope = AsSystem();
        return (await scope.Get<RegisterPatient>().ExecuteAsync(new(name, phone, "en"), default)).Value.Id;
    }

    public Task<long> AuditedAsync(string action, string outcome = "done") => Clinic.Portal.AsSuperuserAsync<long>(
        $"select count(*) from audit_entries where tenant_id = '{Clinic.Id}' and action = '{action}' and outcome = '{outcome}'");

    public async Task<EncounterId> NoteAsync(string assessment)
    {
        await using var scope = AsDoctor();
        await using var db = scope.Db();
        var encounter = new Encounter(Clinic.Id, EncounterId.New(), Patient)
        {
            PractitionerId = Clinic.Practitioners[0], StartedAt = Clinic.Portal.Now, RecordedAt = Clinic.Portal.Now, Status = EncounterStatus.Signed, Assessment = assessment,
        };
        db.Add(encounter);
        await db.SaveChangesAsync();
        return encounter.Id;
    }
}
