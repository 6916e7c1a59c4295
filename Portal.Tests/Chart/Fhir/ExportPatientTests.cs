using System.Text;
using System.Text.Json;
using CsCheck;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Fhir;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Identity;
using Portal.Tests.Support;
using R4 = Hl7.Fhir.Model;

namespace Portal.Tests.Chart.Fhir;

/// <summary>What a chart says leaves as FHIR, and comes back as what it was.</summary>
public sealed class ExportPatientTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(R4.ModelInfo.ModelInspector);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<R4.Bundle> ExportAsync(TestClinic clinic, PatientId patient)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        var json = JsonSerializer.Serialize<R4.Resource>((await scope.Get<ExportPatient>().ExecuteAsync(patient, Cancellation)).Value, Strict);
        var read = (R4.Bundle)JsonSerializer.Deserialize<R4.Resource>(json, Strict)!; // strict: what is no FHIR throws
        read.Validate(R4.ModelInfo.ModelInspector).ShouldBeEmpty();
        return read;
    }

    async Task<PatientId> PatientAsync(TestClinic clinic, IEnumerable<object>? records = null, PatientId? id = null)
    {
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var patient = new Patient(clinic.Id, id ?? PatientId.New()) { Name = "Round Trip", Phone = "+201000000099", Language = "ar", CreatedAt = portal.Now };
        db.Add(patient);
        db.AddRange(records ?? []);
        await db.SaveChangesAsync(Cancellation);
        return patient.Id;
    }

    [Fact]
    public async Task Any_chart_that_is_exported_and_imported_into_another_says_the_same()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await Gen.Int.Select(_ => PatientId.New()).SelectMany(id => ChartGen.Charts(clinic.Id, id, portal.Now).Select(chart => (id, chart))).SampleAsync(async made =>
        {
            var patient = await PatientAsync(clinic, made.chart, made.id);
            var json = JsonSerializer.Serialize<R4.Resource>(await ExportAsync(clinic, patient), Strict);
            var target = await PatientAsync(other);
            await using var there = portal.Scope(other.Id, TestPortal.Staff(StaffRole.Administrator));
            var imported = (await there.Get<ImportBundle>().ExecuteAsync(new(new MemoryStream(Encoding.UTF8.GetBytes(json)), target), default)).Value;
            imported.Skipped.ShouldBeEmpty();
            await using var here = portal.Scope(clinic.Id);
            await using var from = here.Db();
            await using var to = there.Db();
            (await ChartGen.SayAsync(to, target)).ShouldBe(await ChartGen.SayAsync(from, patient));

            // and what comes home is known there
            await using var home = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
            (await home.Get<ImportBundle>().ExecuteAsync(new(new MemoryStream(Encoding.UTF8.GetBytes(json)), patient), default)).Value.Added.ShouldBe(0);
        }, iter: 25, threads: 1);
    }

    [Fact]
    public async Task A_prescription_is_a_request_for_each_medicine_and_its_taking_is_told_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = PatientId.New();
        var prescription = new Prescription(clinic.Id, PrescriptionId.New(), id) { RecordedAt = portal.Now, PractitionerId = clinic.Practitioners[0], IssuedAt = portal.Now, Status = PrescriptionStatus.Valid, Code = Guid.NewGuid().ToString("N")[..22] };
        var item = new PrescriptionItem(clinic.Id, EntryId.New())
        {
            PrescriptionId = prescription.Id, Position = 1, Medicine = "Amoxicillin", Strength = "500 mg", Form = "capsule", DurationDays = 7, Repeats = 1,
            Dosage = new(1, DoseUnit.Capsule, 3, null, false, MealTiming.AfterMeals, DoseRoute.ByMouth),
        };
        var second = new PrescriptionItem(clinic.Id, EntryId.New()) { PrescriptionId = prescription.Id, Position = 2, Medicine = "Paracetamol", Dosage = new(2, DoseUnit.Tablet, null, 6, true, null, null) };
        var taking = new MedicationStatement(clinic.Id, EntryId.New(), id) { RecordedAt = portal.Now, PrescriptionItemId = item.Id, Medicine = "Amoxicillin 500 mg", Status = MedicationStatus.Active };
        var wrong = new Condition(clinic.Id, EntryId.New(), id) { RecordedAt = portal.Now, Text = "Of somebody else", Status = ConditionStatus.Active, EnteredInError = true };
        var patient = await PatientAsync(clinic, [prescription, item, second, taking, wrong], id);

        var bundle = await ExportAsync(clinic, patient);
        bundle.Type.ShouldBe(R4.Bundle.BundleType.Collection);
        bundle.Entry[0].Resource.ShouldBeOfType<R4.Patient>();
        bundle.Entry.Select(e => e.Resource).OfType<R4.Condition>().ShouldBeEmpty(); // entered in error
        var requests = bundle.Entry.Select(e => e.Resource).OfType<R4.MedicationRequest>().ToList();
        requests.Select(r => r.DosageInstruction[0].Text).ShouldBe(["1 capsule, 3 times a day, after meals, by mouth, for 7 days, 1 repeat", "2 tablets, every 6 hours, as needed"]);

        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        var json = JsonSerializer.Serialize<R4.Resource>(bundle, Strict);
        var imported = (await scope.Get<ImportBundle>().ExecuteAsync(new(new MemoryStream(Encoding.UTF8.GetBytes(json)), clinic.Patient), Cancellation)).Value;
        imported.Records.ShouldBe([new(ImportedKind.Medication, 2, 0)]);
        imported.Skipped.ShouldBe([new("MedicationRequest", SkipReason.ToldByStatement, 1)]);
    }

    [Fact]
    public async Task Who_may_not_read_charts_exports_none_and_nobody_anothers()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        async Task<ExportError> RefusedAsync(Action<Caller> caller, PatientId patient)
        {
            await using var scope = portal.Scope(clinic.Id, caller);
            return (await scope.Get<ExportPatient>().ExecuteAsync(patient, Cancellation)).Error;
        }

        (await RefusedAsync(TestPortal.Staff(StaffRole.Receptionist), clinic.Patient)).ShouldBe(ExportError.Forbidden);
        (await RefusedAsync(TestPortal.Visitor, clinic.Patient)).ShouldBe(ExportError.Forbidden);
        (await RefusedAsync(TestPortal.Patient(TestClinic.PatientPhone), clinic.Patient)).ShouldBe(ExportError.Forbidden);
        (await RefusedAsync(caller => caller.BecomeProgram(Guid.NewGuid(), ApiScopes.AppointmentRead), clinic.Patient)).ShouldBe(ExportError.Forbidden);
        (await RefusedAsync(TestPortal.Staff(StaffRole.Doctor), clinic.Patient)).ShouldBe(ExportError.GlassIsWhole);
        (await RefusedAsync(TestPortal.Staff(StaffRole.Doctor), other.Patient)).ShouldBe(ExportError.NotFound);
        (await ExportAsync(clinic, clinic.Patient)).Entry.Count.ShouldBe(1);
        (await clinic.AuditAsync("chart.export")).ShouldBe(["Forbidden", "Forbidden", "Forbidden", "Forbidden", "GlassIsWhole", "NotFound", "done"]);
    }

    [Fact]
    public async Task A_doctor_who_opened_the_record_for_a_reason_exports_it_and_all_that_was_written_of_the_person()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var merged = PatientId.New();
        var patient = await PatientAsync(clinic);
        await PatientAsync(clinic, [new Condition(clinic.Id, EntryId.New(), merged) { RecordedAt = portal.Now, Text = "Of the merged record", Status = ConditionStatus.Active }], merged);
        await portal.AsSuperuserAsync<long>($"with merge as (update patients set merged_into = '{patient}', merged_via = '{patient}' where id = '{merged}' returning 1) select count(*) from merge");

        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Doctor));
        (await scope.Get<ExportPatient>().ExecuteAsync(patient, Cancellation)).Error.ShouldBe(ExportError.GlassIsWhole);
        (await scope.Get<BreakGlass>().ExecuteAsync(new(patient, "Covers for a colleague tonight"), Cancellation)).Succeeded.ShouldBeTrue();
        var bundle = (await scope.Get<ExportPatient>().ExecuteAsync(patient, Cancellation)).Value;
        bundle.Entry.Select(e => e.Resource).OfType<R4.Condition>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Code!.Text.ShouldBe("Of the merged record"), c => c.Subject!.Reference.ShouldBe($"urn:uuid:{patient}"));
        bundle.Entry.Select(e => e.Resource).OfType<R4.Patient>().ShouldHaveSingleItem().Id.ShouldBe(patient.ToString());
    }
}
