using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Demo;

/// <summary>Gives some patients a record, the first of them one who comes today. A clinic that has a note keeps what it has.</summary>
sealed class DemoCharts(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TimeProvider clock)
{
    public async Task FillAsync(DemoClinic clinic, CancellationToken cancellation)
    {
        var stories = DemoStories.Of(clinic);
        if (stories.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var doctor = await db.Set<Practitioner>().Where(p => p.UserId != null).OrderBy(p => p.Position).FirstOrDefaultAsync(cancellation);
        if (doctor is null || await db.Set<Encounter>().AnyAsync(cancellation))
            return;
        var patients = await PatientsAsync(db, clinic, doctor, cancellation);
        foreach (var (story, patient) in stories.Zip(patients))
            new Writer(db, tenant.Id, DateTimeZoneProviders.Tzdb[clinic.Tenant.TimeZone], doctor, patient, clock.GetUtcNow().ToInstant()).Write(story);
        await db.SaveChangesAsync(cancellation);
    }

    // who comes to this doctor today before who came or comes on another day, in an order that is the same each time; names in the stories' language
    async Task<List<Patient>> PatientsAsync(PortalDbContext db, DemoClinic clinic, Practitioner doctor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var visits = await db.Set<Appointment>().Where(a => a.PractitionerId == doctor.Id && a.Status != AppointmentStatus.Cancelled).Select(a => new { a.PatientId, a.StartsAt }).ToListAsync(cancellation);
        var patients = await db.Set<Patient>().Where(p => p.Language == clinic.Tenant.DefaultLanguage && p.MergedInto == null).ToListAsync(cancellation);
        var nearest = visits.GroupBy(v => v.PatientId).ToDictionary(group => group.Key, group => group.Min(v => Math.Abs((v.StartsAt - now).TotalHours)));
        return [.. patients.OrderBy(p => nearest.GetValueOrDefault(p.Id, double.MaxValue)).ThenBy(p => p.Id.Value)];
    }

    sealed class Writer(PortalDbContext db, TenantId tenant, DateTimeZone zone, Practitioner doctor, Patient patient, Instant now)
    {
        readonly Dictionary<int, EncounterId> visits = [];
        readonly Dictionary<int, Guid> pressures = [];

        public void Write(DemoStory story)
        {
            foreach (var visit in story.Visits)
                Add(visit);
            foreach (var problem in story.Problems)
                db.Add(new Condition(tenant, EntryId.New(), patient.Id)
                {
                    Code = problem.Code, CodeSystem = CodeSystem.Icd10, Text = problem.Text, Status = problem.OverDaysAgo is null ? ConditionStatus.Active : ConditionStatus.Resolved,
                    OnsetDate = Day(problem.SinceDaysAgo), AbatementDate = problem.OverDaysAgo is { } over ? Day(over) : null, RecordedAt = At(problem.SinceDaysAgo),
                });
            foreach (var (substance, kind, criticality, reaction) in story.Allergies)
                db.Add(new AllergyIntolerance(tenant, EntryId.New(), patient.Id)
                {
                    Substance = substance, Kind = kind, Criticality = criticality, Reaction = reaction, Status = AllergyStatus.Active, RecordedAt = At(story.Visits[0].DaysAgo),
                });
            foreach (var (medicine, dosage, from, stopped) in story.Medicines)
                db.Add(new MedicationStatement(tenant, EntryId.New(), patient.Id)
                {
                    Medicine = medicine, Dosage = dosage, Status = stopped is null ? MedicationStatus.Active : MedicationStatus.Stopped, StartedOn = Day(from),
                    EndedOn = stopped is { } end ? Day(end) : null, RecordedAt = At(from),
                });
            foreach (var course in story.Courses)
                foreach (var (daysAgo, value) in course.Values)
                    Add(course, daysAgo, value);
            foreach (var (vaccine, daysAgo) in story.Vaccines)
                db.Add(new Immunization(tenant, EntryId.New(), patient.Id) { Vaccine = vaccine, OccurredOn = Day(daysAgo), RecordedAt = At(daysAgo) });
            foreach (var (text, daysAgo) in story.Procedures)
                db.Add(new Procedure(tenant, EntryId.New(), patient.Id) { EncounterId = VisitOf(daysAgo), Text = text, PerformedOn = Day(daysAgo), RecordedAt = At(daysAgo) });
            if (story.Prescribed.Length > 0)
                Prescribe(story, story.Visits[^1].DaysAgo);
        }

        void Add(DemoVisit visit)
        {
            var begun = At(visit.DaysAgo);
            visits[visit.DaysAgo] = EncounterId.New();
            db.Add(new Encounter(tenant, visits[visit.DaysAgo], patient.Id)
            {
                PractitionerId = doctor.Id, StartedAt = begun, EndedAt = begun + Duration.FromMinutes(20), Status = EncounterStatus.Signed, Reason = visit.Reason, Complaint = visit.Complaint,
                Findings = visit.Findings, Assessment = visit.Assessment, Plan = visit.Plan, SignedAt = begun + Duration.FromMinutes(22), SignedBy = doctor.UserId, RecordedAt = begun,
            });
        }

        void Add(DemoCourse course, int daysAgo, decimal value)
        {
            var isPressure = course.Code == VitalSigns.Systolic.Code || course.Code == VitalSigns.Diastolic.Code;
            if (isPressure)
                pressures.TryAdd(daysAgo, Guid.CreateVersion7());
            db.Add(new Observation(tenant, EntryId.New(), patient.Id)
            {
                EncounterId = VisitOf(daysAgo), Category = course.Category, Code = course.Code, Text = course.Text, Value = value, Unit = course.Unit, Low = course.Low, High = course.High,
                Interpretation = Interpretations.Of(value, course.Low, course.High), EffectiveAt = At(daysAgo), GroupId = isPressure ? pressures[daysAgo] : null, RecordedAt = At(daysAgo),
            });
        }

        void Prescribe(DemoStory story, int daysAgo)
        {
            var prescription = new Prescription(tenant, PrescriptionId.New(), patient.Id)
            {
                EncounterId = VisitOf(daysAgo), PractitionerId = doctor.Id, IssuedAt = At(daysAgo), RecordedAt = At(daysAgo), Status = PrescriptionStatus.Valid,
                Code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            };
            db.Add(prescription);
            foreach (var (item, i) in story.Prescribed.Select((item, i) => (item, i)))
            {
                db.Add(new PrescriptionItem(tenant, EntryId.New())
                {
                    PrescriptionId = prescription.Id, Position = i + 1, Medicine = item.Medicine, Strength = item.Strength, Form = item.Form, Dosage = item.Dosage, DurationDays = item.Days,
                });
                // and the doctor has it at one key
                db.Add(new PrescribedMedicine(item.Medicine, item.Strength, item.Form, item.Dosage, item.Days, 0, null).AsFavourite(tenant, doctor.UserId!.Value));
            }
        }

        EncounterId? VisitOf(int daysAgo) => visits.TryGetValue(daysAgo, out var visit) ? visit : null;

        Instant At(int daysAgo) => now - Duration.FromDays(daysAgo) - Duration.FromHours(1);

        LocalDate Day(int daysAgo) => At(daysAgo).InZone(zone).Date;
    }
}
