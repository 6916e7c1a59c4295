using Portal.Domain.Chart;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Domain.Platform.Results;

namespace Portal.Tests.Chart.Prescriptions;

/// <summary>What tests of prescriptions do over and over.</summary>
static class PrescriptionScenes
{
    public static readonly Dosage ThriceDaily = new(1, DoseUnit.Tablet, 3, null, false, MealTiming.AfterMeals, null);

    public static PrescribedMedicine Medicine(string name, string? strength = null, int? days = 7, int repeats = 0) => new(name, strength, "tablet", ThriceDaily, days, repeats, null);

    public static WritePrescription.Request Sheet(this ChartScene scene, params PrescribedMedicine[] medicines) => new(Guid.CreateVersion7(), scene.Patient, null, medicines, null, false);

    public static async Task<Result<WritePrescription.Outcome, ChartError>> WriteAsync(this ChartScene scene, WritePrescription.Request request)
    {
        await using var scope = scene.AsDoctor();
        return await scope.Get<WritePrescription>().ExecuteAsync(request, default);
    }

    public static async Task<WrittenPrescription> WrittenAsync(this ChartScene scene, params PrescribedMedicine[] medicines)
    {
        var id = (await scene.WriteAsync(scene.Sheet(medicines) with { Acknowledged = true })).Value.Id!.Value;
        await using var scope = scene.AsDoctor();
        return (await scope.Get<ListPrescriptions>().ExecuteAsync(scene.Patient, default)).Value.Single(sheet => sheet.Id == id);
    }

    public static async Task RevokeAsync(this ChartScene scene, PrescriptionId id)
    {
        await using var scope = scene.AsDoctor();
        (await scope.Get<RevokePrescription>().ExecuteAsync(new(id, "Wrong strength"), default)).Succeeded.ShouldBeTrue();
    }
}
