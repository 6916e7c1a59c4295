using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>What the patient sees of the own conversation, from some turn on. Whispers and the desk's notes are not the patient's.</summary>
public sealed class FollowConversation(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="Key">The secret of the conversation.</param>
    /// <param name="After">Number of the last turn that is known already; 0 for all.</param>
    public sealed record Request(ConversationId Conversation, Guid Key, int After);

    /// <param name="Holder">The member of staff who has it.</param>
    public sealed record View(ConversationState State, string? Holder, string Language, IReadOnlyList<Said> Turns);

    /// <param name="IsEmergency">It answers a red flag: the emergency number stands in it.</param>
    /// <param name="Name">Of the member of staff who said it.</param>
    public sealed record Said(int Number, Speaker Speaker, string Text, Instant At, string Language, IReadOnlyList<string> QuickReplies, bool IsEmergency, string? Name, Guid? SentAs);

    /// <returns>Null where there is no such conversation, or not with that key.</returns>
    public async Task<View?> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Conversation;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<Conversation>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } conversation || !conversation.KeyHash.AsSpan().SequenceEqual(StartConversation.Hash(request.Key)))
            return null;
        // one turn more, since what was said before a reply tells whether it answers an emergency
        var turns = await db.Set<Turn>().Where(t => t.ConversationId == id && t.Number >= request.After && (t.Speaker == Speaker.Patient || t.Speaker == Speaker.Agent || t.Speaker == Speaker.Person))
            .OrderBy(t => t.Number).ToListAsync(cancellation);
        return new(
            conversation.State, conversation.HolderName, conversation.Language,
            [.. turns.Select((turn, i) => Of(turn, i > 0 && turns[i - 1].Flag is not null)).Where(turn => turn.Number > request.After)]);
    }

    static Said Of(Turn turn, bool afterFlag) => new(
        turn.Number, turn.Speaker, turn.Text, turn.At, turn.Language, turn.QuickReplies is null ? [] : JsonSerializer.Deserialize<string[]>(turn.QuickReplies) ?? [],
        afterFlag && turn.Speaker == Speaker.Agent, turn.StaffName, turn.SentAs);
}
