using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Passages.Renderers;

sealed class PrescriptionRenderer(RenderingScope scope) : PassageRenderer
{
    public override SourceKind Kind => SourceKind.Prescription;

    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        var (wanted, style) = (sources.Select(PrescriptionId.From).ToList(), await scope.StyleAsync(cancellation));
        await using var db = await scope.OpenAsync(cancellation);
        var sheets = await db.Set<Prescription>().Where(p => wanted.Contains(p.Id) && !p.EnteredInError).ToListAsync(cancellation);
        var items = (await db.Set<PrescriptionItem>().Where(i => wanted.Contains(i.PrescriptionId)).ToListAsync(cancellation)).ToLookup(i => i.PrescriptionId);
        var doctors = await RenderingScope.DoctorsAsync(db, sheets.Select(sheet => sheet.PractitionerId), cancellation);
        return [.. sheets.Select(sheet => new RenderedSource(sheet.Id.Value, sheet.PatientId,
            [.. PrescriptionPassage.Of(sheet, items[sheet.Id], doctors.TryGetValue(sheet.PractitionerId, out var doctor) ? doctor : null, style)]))];
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) => scope.ListAsync("prescriptions", patient, after, most, cancellation);
}
