using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Consents;

/// <summary>The words of the clinic's consents, the latest version of each first, with how many agreed to which.</summary>
public sealed class ListConsentTexts(IDbContextFactory<PortalDbContext> contexts, PatientWriter writer)
{
    /// <param name="Standing">Who agreed to this version and has not taken it back.</param>
    public sealed record Version(ConsentText Text, int Standing);

    public async Task<Result<IReadOnlyList<Version>, PatientsError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("consent_text.list", null, cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var texts = await db.Set<ConsentText>().ToListAsync(cancellation);
        var counts = await db.Set<Consent>().Where(c => c.WithdrawnAt == null).GroupBy(c => c.TextId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return (Version[])[.. texts.OrderBy(t => t.Kind).ThenByDescending(t => t.Number).Select(t => new Version(t, counts.GetValueOrDefault(t.Id)))];
    }
}
