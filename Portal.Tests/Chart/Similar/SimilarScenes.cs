using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Similar;

/// <summary>Courses and bookings for these tests, written past the use cases: they may lie where nobody books any more.</summary>
static class SimilarScenes
{
    public static readonly string[] Diabetic = ["Type 2 diabetes mellitus", "Diabetic retinopathy"], Broken = ["Fracture of the wrist"];

    public static async Task SufferAsync(this TestClinic clinic, PatientId patient, params IEnumerable<string> problems)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        db.AddRange(problems.Select(problem => new Condition(clinic.Id, EntryId.New(), patient) { Text = problem, Status = ConditionStatus.Active, OnsetDate = new(2026, 3, 2), RecordedAt = clinic.Portal.Now }));
        await db.SaveChangesAsync();
    }

    public static async Task NoteAsync(this TestClinic clinic, PatientId patient, string assessment)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        db.Add(new Encounter(clinic.Id, EncounterId.New(), patient)
        {
            PractitionerId = clinic.Practitioners[1], StartedAt = clinic.Portal.Now, RecordedAt = clinic.Portal.Now, Status = EncounterStatus.Signed, Assessment = assessment,
        });
        await db.SaveChangesAsync();
    }

    public static async Task<AppointmentId> BookedAsync(this TestClinic clinic, string? note, int daysAgo, PatientId? patient = null, int practitioner = 1)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var (id, start) = (AppointmentId.New(), clinic.Portal.Now - Duration.FromDays(daysAgo));
        db.Add(new Appointment(clinic.Id, id)
        {
            PractitionerId = clinic.Practitioners[practitioner], ServiceId = clinic.Service, PatientId = patient ?? clinic.Patient, StartsAt = start, EndsAt = start + Duration.FromMinutes(30),
            Occupied = new(start, start + Duration.FromMinutes(30)), Status = daysAgo > 0 ? AppointmentStatus.Fulfilled : AppointmentStatus.Booked, Source = BookingSource.Desk,
            VisitKind = VisitKind.Returning, Note = note, Version = 1, CreatedAt = start,
        });
        await db.SaveChangesAsync();
        return id;
    }
}
