using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Passages.Renderers;

/// <summary>Of a record that says all about itself: one row, one passage.</summary>
abstract class EntryRenderer<T>(RenderingScope scope, string table) : PassageRenderer where T : ChartRecord
{
    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        var (wanted, style) = (sources.Select(EntryId.From).ToList(), await scope.StyleAsync(cancellation));
        await using var db = await scope.OpenAsync(cancellation);
        var records = await db.Set<T>().Where(r => wanted.Contains(EF.Property<EntryId>(r, "Id")) && !r.EnteredInError).ToListAsync(cancellation);
        return [.. records.Select(record => new RenderedSource(IdOf(record).Value, record.PatientId, [Passage(record, style)]))];
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) => scope.ListAsync(table, patient, after, most, cancellation);

    protected abstract EntryId IdOf(T record);

    protected abstract RenderedPassage Passage(T record, PassageStyle style);
}

sealed class ConditionRenderer(RenderingScope scope) : EntryRenderer<Condition>(scope, "conditions")
{
    public override SourceKind Kind => SourceKind.Condition;

    protected override EntryId IdOf(Condition record) => record.Id;

    protected override RenderedPassage Passage(Condition record, PassageStyle style) => ConditionPassage.Of(record, style);
}

sealed class AllergyRenderer(RenderingScope scope) : EntryRenderer<AllergyIntolerance>(scope, "allergies")
{
    public override SourceKind Kind => SourceKind.Allergy;

    protected override EntryId IdOf(AllergyIntolerance record) => record.Id;

    protected override RenderedPassage Passage(AllergyIntolerance record, PassageStyle style) => AllergyPassage.Of(record, style);
}

sealed class MedicationRenderer(RenderingScope scope) : EntryRenderer<MedicationStatement>(scope, "medication_statements")
{
    public override SourceKind Kind => SourceKind.Medication;

    protected override EntryId IdOf(MedicationStatement record) => record.Id;

    protected override RenderedPassage Passage(MedicationStatement record, PassageStyle style) => MedicationPassage.Of(record, style);
}

sealed class ImmunizationRenderer(RenderingScope scope) : EntryRenderer<Immunization>(scope, "immunizations")
{
    public override SourceKind Kind => SourceKind.Immunization;

    protected override EntryId IdOf(Immunization record) => record.Id;

    protected override RenderedPassage Passage(Immunization record, PassageStyle style) => ImmunizationPassage.Of(record, style);
}

sealed class ProcedureRenderer(RenderingScope scope) : EntryRenderer<Procedure>(scope, "procedures")
{
    public override SourceKind Kind => SourceKind.Procedure;

    protected override EntryId IdOf(Procedure record) => record.Id;

    protected override RenderedPassage Passage(Procedure record, PassageStyle style) => ProcedurePassage.Of(record, style);
}
