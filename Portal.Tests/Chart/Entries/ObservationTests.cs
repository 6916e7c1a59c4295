using CsCheck;
using NodaTime;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Reading;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Entries;

/// <summary>Vital signs and results: what a living person can have, in its range or out of it, and put right where it was typed wrong.</summary>
public sealed class ObservationTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Vital_signs_are_kept_together_with_the_body_mass_they_mean()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var pressure = Guid.CreateVersion7();
        (await RecordAsync(scene, Of(VitalSigns.Systolic, 150, pressure), Of(VitalSigns.Diastolic, 85, pressure), Of(VitalSigns.Weight, 80), Of(VitalSigns.Height, 160))).Succeeded.ShouldBeTrue();

        var found = await ReadAsync(scene);

        found.Count.ShouldBe(5);
        var mass = found.Single(o => o.Code == VitalSigns.BodyMass.Code);
        (mass.Value, mass.Interpretation).ShouldBe((31.3m, ObservationInterpretation.High));
        found.Where(o => o.GroupId == pressure).Select(o => (o.Value, o.Interpretation)).ShouldBe(
            [(150m, ObservationInterpretation.High), (85m, ObservationInterpretation.Normal)], ignoreOrder: true);
        (await scene.AuditedAsync("observation.record")).ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_living_can_have_is_refused_and_nothing_of_it_kept()
    {
        var scene = await ChartScene.OpenAsync(portal);
        foreach (var sign in VitalSigns.All)
        {
            (await RecordAsync(scene, Of(VitalSigns.Breaths, 16), Of(sign, sign.Least - 0.1m))).IsError(ChartError.Implausible).ShouldBeTrue(sign.Name);
            (await RecordAsync(scene, Of(VitalSigns.Breaths, 16), Of(sign, sign.Most + 0.1m))).IsError(ChartError.Implausible).ShouldBeTrue(sign.Name);
        }

        (await RecordAsync(scene, Of(VitalSigns.Systolic, 80), Of(VitalSigns.Diastolic, 120))).IsError(ChartError.Implausible).ShouldBeTrue("the two are in each other's place");
        (await RecordAsync(scene)).IsError(ChartError.Invalid).ShouldBeTrue();
        var lab = new RecordObservation.Item(ObservationCategory.Lab, "4548-4", "HbA1c", 7, null, "%", 4, 5.6m, null);
        foreach (var wrong in new[] { lab with { Value = null }, lab with { ValueText = "high" }, lab with { Text = "" }, lab with { Low = 6, High = 5 } })
            (await RecordAsync(scene, wrong)).IsError(ChartError.Invalid).ShouldBeTrue();
        await using (var scope = scene.AsDoctor())
            (await scope.Get<RecordObservation>().ExecuteAsync(new(scene.Patient, null, portal.Now + Duration.FromDays(2), [lab]), default)).IsError(ChartError.Implausible).ShouldBeTrue();
        (await ReadAsync(scene)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_result_is_put_right_and_what_stood_before_stays_in_the_trail()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await RecordAsync(scene, new RecordObservation.Item(ObservationCategory.Lab, "4548-4", "HbA1c", 76, null, "%", 4, 5.6m, null));
        var typed = (await ReadAsync(scene)).ShouldHaveSingleItem();
        await using var scope = scene.AsDoctor();
        var correct = scope.Get<CorrectResult>();
        (await correct.ExecuteAsync(new(typed.Id, typed.Version, -1), default)).IsError(ChartError.Implausible).ShouldBeTrue();
        var right = (await correct.ExecuteAsync(new(typed.Id, typed.Version, 5.2m), default)).Value;
        (right.Value, right.Interpretation).ShouldBe((5.2m, ObservationInterpretation.Normal));
        (await correct.ExecuteAsync(new(typed.Id, typed.Version, 7), default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        (await portal.AsSuperuserAsync<string>($"select (detail->>'from')::numeric::int::text from audit_entries where tenant_id = '{scene.Clinic.Id}' and action = 'observation.correct'")).ShouldBe("76");
    }

    [Fact]
    public void A_value_is_below_above_or_in_its_range_and_never_two_of_them() =>
        Gen.Select(Gen.Decimal[-100, 1000], Gen.Decimal[0, 500].Nullable(), Gen.Decimal[0, 500].Nullable()).Where((_, low, high) => !(low > high)).Sample((value, low, high) =>
            Interpretations.Of(value, low, high) == (low is null && high is null ? null
                : low is { } least && value < least ? ObservationInterpretation.Low
                : high is { } most && value > most ? ObservationInterpretation.High : ObservationInterpretation.Normal));

    [Fact]
    public void Body_mass_grows_with_weight_and_falls_with_height() =>
        Gen.Select(Gen.Decimal[3, 300], Gen.Decimal[50, 230]).Sample((kilograms, centimetres) =>
        {
            var index = VitalSigns.BodyMassIndex(kilograms, centimetres);
            index.ShouldBeLessThanOrEqualTo(VitalSigns.BodyMassIndex(kilograms + 5, centimetres));
            index.ShouldBeGreaterThanOrEqualTo(VitalSigns.BodyMassIndex(kilograms, centimetres + 5));
            Math.Abs(index * centimetres * centimetres / 10_000 - kilograms).ShouldBeLessThanOrEqualTo(0.05m * centimetres * centimetres / 10_000 + 0.0001m);
        });

    static RecordObservation.Item Of(VitalSign sign, decimal value, Guid? group = null) => new(ObservationCategory.Vital, sign.Code, sign.Name, value, null, sign.Unit, sign.Low, sign.High, group);

    async Task<Result<Done, ChartError>> RecordAsync(ChartScene scene, params RecordObservation.Item[] items)
    {
        await using var scope = scene.AsDoctor();
        return await scope.Get<RecordObservation>().ExecuteAsync(new(scene.Patient, null, portal.Now, items), default);
    }

    static async Task<IReadOnlyList<Observation>> ReadAsync(ChartScene scene)
    {
        await using var scope = scene.AsDoctor();
        return (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value.Observations;
    }
}
