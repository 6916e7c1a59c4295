using Portal.Domain.Chart;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Chart.Similar;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Chart.Passages;
using Portal.Tests.Patients;
using Portal.Tests.Support;
using Found = Portal.Domain.Platform.Results.Result<System.Collections.Generic.IReadOnlyList<Portal.Domain.Chart.Similar.FindSimilarPatients.SimilarPatient>, Portal.Domain.Chart.ChartError>;

namespace Portal.Tests.Chart.Similar;

public sealed class FindSimilarPatientsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    const string Secret = "Hoda Kamel has diabetes mellitus like her sister";

    [Fact]
    public async Task The_likest_course_comes_first_and_what_is_alike_is_told()
    {
        var (scene, like) = await ClinicAsync();
        var found = await FindAsync(scene);
        found.Value[0].Id.ShouldBe(like);
        found.Value[0].Alike.ShouldContain(passage => passage.Text.Contains("diabetes mellitus") && passage.Dated == new NodaTime.LocalDate(2026, 3, 2));
        found.Value.ShouldAllBe(patient => patient.Id != scene.Patient, "nobody is like oneself");
        found.Value.Count(patient => patient.Id == like).ShouldBe(1);
    }

    [Fact]
    public async Task Of_those_whom_the_doctor_does_not_treat_neither_the_name_nor_a_note_is_told()
    {
        var (scene, like) = await ClinicAsync();
        await scene.Clinic.NoteAsync(like, Secret);
        await portal.SyncAsync();
        var stranger = (await FindAsync(scene)).Value.Single(patient => patient.Id == like);
        stranger.Name.ShouldBeNull();
        stranger.Alike.ShouldAllBe(passage => passage.Kind != SourceKind.Encounter);

        await scene.Clinic.BookedAsync(null, daysAgo: 10, like, practitioner: 0);
        var own = (await FindAsync(scene)).Value.Single(patient => patient.Id == like);
        own.Name.ShouldBe("Hoda Kamel");
        own.Alike.ShouldContain(passage => passage.Text.Contains(Secret));
    }

    [Fact]
    public async Task Who_may_not_open_the_record_is_refused_and_each_look_is_in_the_trail()
    {
        var (scene, like) = await ClinicAsync();
        await using (var other = scene.AsOtherDoctor())
            (await other.Get<FindSimilarPatients>().ExecuteAsync(new(scene.Patient), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.GlassIsWhole);
        foreach (var role in (StaffRole[])[StaffRole.Receptionist, StaffRole.Administrator, StaffRole.Pharmacist])
        {
            await using var scope = portal.Scope(scene.Clinic.Id, TestPortal.Staff(role));
            (await scope.Get<FindSimilarPatients>().ExecuteAsync(new(scene.Patient), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.Forbidden);
        }

        await using (var patient = portal.Scope(scene.Clinic.Id, TestPortal.Patient(TestClinic.PatientPhone)))
            (await patient.Get<FindSimilarPatients>().ExecuteAsync(new(scene.Patient), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.Forbidden);
        (await scene.AuditedAsync("chart.similar", "Forbidden")).ShouldBe(4);
        (await scene.AuditedAsync("chart.similar", "GlassIsWhole")).ShouldBe(1);
        (await scene.AuditedAsync("chart.similar_shown")).ShouldBe(0);

        await FindAsync(scene);
        (await scene.AuditedAsync("chart.similar")).ShouldBe(1);
        (await scene.Clinic.ActionsOnAsync(like)).ShouldContain("chart.similar_shown:done");
    }

    [Fact]
    public async Task Nobody_of_another_clinic_is_found_or_asked_about()
    {
        var (scene, _) = await ClinicAsync();
        var (elsewhere, _) = await ClinicAsync();
        var theirs = new HashSet<PatientId>();
        await using (var scope = elsewhere.AsSystem())
        await using (var db = scope.Db())
            theirs.UnionWith(db.Set<Patient>().Select(p => p.Id));
        (await FindAsync(scene)).Value.ShouldAllBe(patient => !theirs.Contains(patient.Id));
        await using var doctor = elsewhere.AsDoctor();
        (await doctor.Get<FindSimilarPatients>().ExecuteAsync(new(scene.Patient), TestContext.Current.CancellationToken)).Error.ShouldBe(ChartError.NotFound);
    }

    [Fact]
    public async Task Records_that_were_merged_are_one_patient()
    {
        var (scene, like) = await ClinicAsync();
        var twice = await scene.Clinic.RegisterAsync("Huda Kamel", "+201005550009");
        await scene.Clinic.SufferAsync(twice, SimilarScenes.Diabetic);
        await portal.SyncAsync();
        (await scene.Clinic.MergeAsync(twice, like)).Succeeded.ShouldBeTrue();
        var found = (await FindAsync(scene)).Value;
        found.Select(patient => patient.Id).ShouldContain(like);
        found.Select(patient => patient.Id).ShouldNotContain(twice);
        found.Select(patient => patient.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task A_record_that_says_nothing_is_like_nobodys()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await scene.Clinic.SufferAsync(await scene.StrangerAsync(), SimilarScenes.Diabetic);
        await portal.SyncAsync();
        (await FindAsync(scene)).Value.ShouldBeEmpty();
    }

    async Task<(ChartScene Scene, PatientId Like)> ClinicAsync()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var like = await scene.StrangerAsync("Hoda Kamel");
        await scene.Clinic.SufferAsync(scene.Patient, SimilarScenes.Diabetic);
        await scene.Clinic.SufferAsync(like, SimilarScenes.Diabetic);
        await scene.Clinic.SufferAsync(await scene.StrangerAsync("Samir Fathy", "+201005550002"), SimilarScenes.Broken);
        await portal.SyncAsync();
        return (scene, like);
    }

    static async Task<Found> FindAsync(ChartScene scene)
    {
        await using var scope = scene.AsDoctor();
        return await scope.Get<FindSimilarPatients>().ExecuteAsync(new(scene.Patient), TestContext.Current.CancellationToken);
    }
}
