using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>Lets one turn of a conversation be answered at a time, in whichever process it comes.</summary>
public sealed class ConversationStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    static readonly Duration LongestTurn = Duration.FromSeconds(60);
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(70);

    /// <summary>Takes the conversation for one turn; waits while another turn of it is answered.</summary>
    /// <returns>The context that tracks the conversation, to be saved and disposed by the caller; null where there is no such conversation.</returns>
    /// <exception cref="TimeoutException">Another turn was answered for longer than any may be.</exception>
    internal async Task<(PortalDbContext Db, Conversation Conversation)?> TakeAsync(ConversationId id, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var pause = 20; ; pause = Math.Min(pause * 2, 500))
        {
            var db = await contexts.CreateDbContextAsync(cancellation);
            try
            {
                var now = clock.GetUtcNow().ToInstant();
                var until = now + LongestTurn;
                var taken = await db.Set<Conversation>().Where(c => c.Id == id && (c.BusyUntil == null || c.BusyUntil < now))
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.BusyUntil, until), cancellation) > 0;
                if (await db.Set<Conversation>().AsTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } conversation)
                    return await GivenUpAsync(db);
                if (taken)
                    return (db, conversation);
            }
            catch
            {
                await db.DisposeAsync();
                throw;
            }

            await db.DisposeAsync();
            if (waited.Elapsed > LongestWait)
                throw new TimeoutException("Another turn of the conversation is still being answered.");
            await Task.Delay(TimeSpan.FromMilliseconds(pause), cancellation);
        }
    }

    static async Task<(PortalDbContext, Conversation)?> GivenUpAsync(PortalDbContext db)
    {
        await db.DisposeAsync();
        return null;
    }
}
