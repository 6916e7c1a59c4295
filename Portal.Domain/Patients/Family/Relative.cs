using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Patients.Family;

/// <summary>Somebody who belongs to a person, seen from that person's side, whichever side it was written from.</summary>
/// <param name="Kind">What the other one is to the person.</param>
/// <param name="Patient">The other one's record, who is a patient too.</param>
/// <param name="MayAct">The other one may speak and decide for the person.</param>
/// <param name="ActsFor">The person may speak and decide for the other one.</param>
public sealed record Relative(Guid Id, uint Version, RelationKind Kind, PatientId? Patient, string Name, string? Phone, bool MayAct, bool ActsFor)
{
    internal static async Task<IReadOnlyList<Relative>> OfAsync(PortalDbContext db, IReadOnlyCollection<PatientId> person, CancellationToken cancellation)
    {
        var rows = await db.Set<RelatedPerson>().Where(r => person.Contains(r.PatientId) || r.OtherId != null && person.Contains(r.OtherId.Value)).ToListAsync(cancellation);
        var others = rows.Select(r => person.Contains(r.PatientId) ? r.OtherId : r.PatientId).OfType<PatientId>().ToList();
        var records = await db.Set<Patient>().Where(p => others.Contains(p.Id)).ToListAsync(cancellation);
        var standing = records.Select(p => p.Person).ToList();
        var people = await db.Set<Patient>().Where(p => standing.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var relatives = new List<Relative>(rows.Count);
        foreach (var row in rows.OrderBy(r => r.Id))
        {
            var own = person.Contains(row.PatientId);
            if ((own ? row.OtherId : row.PatientId) is not { } other)
                relatives.Add(new(row.Id, row.Version, row.Kind, null, row.Name ?? "", row.Phone, row.MayAct, false));
            // two records of one person, who were related before they were found to be one
            else if (people[records.Single(p => p.Id == other).Person] is var who && !person.Contains(who.Id))
                relatives.Add(new(row.Id, row.Version, own ? row.Kind : Inverse(row.Kind), who.Id, who.Name, who.Phone, own && row.MayAct, !own && row.MayAct));
        }

        return relatives;
    }

    static RelationKind Inverse(RelationKind kind) => kind switch
    {
        RelationKind.Guardian => RelationKind.Ward,
        RelationKind.Ward => RelationKind.Guardian,
        RelationKind.Parent => RelationKind.Child,
        RelationKind.Child => RelationKind.Parent,
        var mutual => mutual,
    };
}
