using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>Conversations whose holder has not been seen for ten minutes wait for a person again.</summary>
public sealed class ReleaseGone(IDbContextFactory<PortalDbContext> contexts, ConversationWriter writer, TimeProvider clock)
{
    public const string Action = "conversation.release";
    public static readonly Duration Gone = Duration.FromMinutes(10);

    /// <returns>How many were released.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var goneSince = clock.GetUtcNow().ToInstant() - Gone;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var left = await db.Set<Conversation>().Where(c => c.State == ConversationState.Person && c.PickedUpAt < goneSince
            && !db.Set<DeskPresence>().Any(p => p.UserId == c.HolderId && p.SeenAt > goneSince)).Select(c => new { c.Id, c.HolderId }).ToListAsync(cancellation);
        var released = 0;
        foreach (var c in left)
        {
            var result = await writer.WriteAsync(
                Action, c.Id,
                asked => x => x.State == ConversationState.Person && x.HolderId == c.HolderId && !asked.Set<DeskPresence>().Any(p => p.UserId == x.HolderId && p.SeenAt > goneSince),
                _ => ConversationError.ChangedMeanwhile,
                held =>
                {
                    (held.Conversation.State, held.Conversation.HolderId, held.Conversation.HolderName) = (ConversationState.Waiting, null, null);
                    held.Conversation.WaitingSince = held.Now;
                    held.Add(Speaker.Note, DeskNotes.Released);
                    return Task.CompletedTask;
                }, cancellation, waits: false);
            released += result.Succeeded ? 1 : 0;
        }

        return released;
    }
}
