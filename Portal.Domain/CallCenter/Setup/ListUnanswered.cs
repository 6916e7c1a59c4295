using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>What patients asked and the clinic has said nothing about: what is alike stands together, what is asked most on top.</summary>
public sealed class ListUnanswered(IDbContextFactory<PortalDbContext> contexts, AgentSetupWriter writer)
{
    const int Most = 1000;

    /// <param name="Questions">The questions' ids.</param>
    /// <param name="Wordings">How it was asked, each wording once, the most frequent first.</param>
    public sealed record Group(IReadOnlyList<Guid> Questions, IReadOnlyList<string> Wordings, string Language, Instant LastAsked)
    {
        public string Text => Wordings[0];

        public int Count => Questions.Count;
    }

    public async Task<Result<IReadOnlyList<Group>, AgentSetupError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("question.list", cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var open = await db.Set<UnansweredQuestion>().Where(q => q.SettledAt == null && q.Text != "").OrderByDescending(q => q.AskedAt).Take(Most).ToListAsync(cancellation);
        var likeness = new Likeness(open.Select(q => q.Text));
        return (Group[])[.. likeness.Group(open, q => q.Text).Select(Of).OrderByDescending(g => g.Count).ThenByDescending(g => g.LastAsked)];
    }

    static Group Of(List<UnansweredQuestion> alike)
    {
        var wordings = alike.GroupBy(q => Utterance.Of(q.Text).Folded).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Max(q => q.AskedAt)).Select(g => g.First()).ToArray();
        return new([.. alike.Select(q => q.Id)], [.. wordings.Select(q => q.Text)], wordings[0].Language, alike.Max(q => q.AskedAt));
    }
}
