using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Patients.Consents;

/// <summary>A consent as it is shown: the words that were agreed to, who wrote it down, and whether it still stands.</summary>
/// <param name="Text">In the language in which it was shown.</param>
/// <param name="Number">The version of the words.</param>
/// <param name="RecordedBy">The member of staff.</param>
public sealed record ConsentRow(Consent Consent, string Text, int Number, string? RecordedBy, string? WithdrawalRecordedBy)
{
    public bool Stands => Consent.WithdrawnAt is null;

    internal static async Task<IReadOnlyList<ConsentRow>> OfAsync(PortalDbContext db, IReadOnlyCollection<PatientId> person, CancellationToken cancellation)
    {
        var rows = await (
            from c in db.Set<Consent>()
            join t in db.Set<ConsentText>() on new { c.TenantId, Id = c.TextId } equals new { t.TenantId, t.Id }
            where person.Contains(c.PatientId)
            orderby c.GivenAt descending, c.Id descending
            select new { Consent = c, Text = t }).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, rows.SelectMany(r => new[] { r.Consent.RecordedBy, r.Consent.WithdrawalRecordedBy }), cancellation);
        return rows.ConvertAll(r => new ConsentRow(
            r.Consent, r.Text.Text(r.Consent.Language), r.Text.Number, Name(r.Consent.RecordedBy), Name(r.Consent.WithdrawalRecordedBy)));

        string? Name(Platform.Ids.UserId? user) => user is { } one ? names.GetValueOrDefault(one) : null;
    }
}
