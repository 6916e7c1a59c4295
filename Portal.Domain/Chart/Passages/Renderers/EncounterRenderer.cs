using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Passages.Renderers;

sealed class EncounterRenderer(RenderingScope scope) : PassageRenderer
{
    public override SourceKind Kind => SourceKind.Encounter;

    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        var (wanted, style) = (sources.Select(EncounterId.From).ToList(), await scope.StyleAsync(cancellation));
        await using var db = await scope.OpenAsync(cancellation);
        var visits = await db.Set<Encounter>().Where(e => wanted.Contains(e.Id) && !e.EnteredInError).ToListAsync(cancellation);
        var amendments = (await db.Set<EncounterAmendment>().Where(a => wanted.Contains(a.EncounterId)).ToListAsync(cancellation)).ToLookup(a => a.EncounterId);
        var doctors = await RenderingScope.DoctorsAsync(db, visits.Where(v => v.PractitionerId is not null).Select(v => v.PractitionerId!.Value), cancellation);
        return [.. visits.Select(visit => new RenderedSource(visit.Id.Value, visit.PatientId,
            [.. EncounterPassage.Of(visit, amendments[visit.Id], visit.PractitionerId is { } id && doctors.TryGetValue(id, out var doctor) ? doctor : null, style)]))];
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) => scope.ListAsync("encounters", patient, after, most, cancellation);
}
