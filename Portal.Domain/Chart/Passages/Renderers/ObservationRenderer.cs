using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Passages.Renderers;

/// <summary>Of what was measured together, one stands for all and the others have no passages.</summary>
sealed class ObservationRenderer(RenderingScope scope) : PassageRenderer
{
    public override SourceKind Kind => SourceKind.Observation;

    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        var (wanted, style) = (sources.Select(EntryId.From).ToHashSet(), await scope.StyleAsync(cancellation));
        var list = wanted.ToList();
        await using var db = await scope.OpenAsync(cancellation);
        var own = await db.Set<Observation>().Where(o => list.Contains(o.Id) && !o.EnteredInError).ToListAsync(cancellation);
        var groups = own.Select(o => o.GroupId).OfType<Guid>().Distinct().ToList();
        var members = groups.Count == 0 ? [] : await db.Set<Observation>().Where(o => o.GroupId != null && groups.Contains(o.GroupId.Value) && !o.EnteredInError).ToListAsync(cancellation);
        var measured = own.Where(o => o.GroupId is null).Select(o => (IReadOnlyList<Observation>)[o]).Concat(members.GroupBy(o => o.GroupId).Select(group => (IReadOnlyList<Observation>)[.. group]));
        return
        [
            .. from together in measured
               let leader = ObservationPassage.LeaderOf(together)
               where wanted.Contains(leader.Id)
               select new RenderedSource(leader.Id.Value, leader.PatientId, [.. ObservationPassage.Of(together, style)]),
        ];
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) => scope.ListAsync("observations", patient, after, most, cancellation);
}
