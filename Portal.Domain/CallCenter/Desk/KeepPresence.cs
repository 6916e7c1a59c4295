using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// The heartbeat of a page that has the conversations open, said every <see cref="Beat"/>. The agent promises a person only while one is there.
/// It leaves no audit row: nothing is read or changed.
/// </summary>
public sealed class KeepPresence(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    public static readonly Duration Beat = Duration.FromSeconds(20);

    /// <param name="Leaving">The page is closed: the person is gone at once, not after a minute.</param>
    public sealed record Request(bool Leaving = false);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(ConversationWriter.Desk) || caller.UserId is not { } me)
            return await audit.RefuseAsync("presence.keep", ConversationError.Forbidden, cancellation: cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var (name, seen, fresh) = (caller.Name ?? "", request.Leaving ? now - DeskPresence.Fresh : now, now - DeskPresence.Fresh);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var wasThere = await db.Set<DeskPresence>().AnyAsync(p => p.UserId == me && p.SeenAt > fresh, cancellation);
        var known = await db.Set<DeskPresence>().Where(p => p.UserId == me)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.SeenAt, seen).SetProperty(p => p.Name, name), cancellation);
        if (known == 0 && !request.Leaving)
            await AddAsync(db, new(tenant.Id, me) { Name = name, SeenAt = seen }, cancellation);
        if (wasThere == request.Leaving)
            changes.Publish(new(tenant.Id, Topics.Conversations, me.Value)); // who comes or goes is shown to the others
        return Done.Now;
    }

    static async Task AddAsync(PortalDbContext db, DeskPresence presence, CancellationToken cancellation)
    {
        db.Add(presence);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // two pages of the same person opened at once; the other one has said it
        }
    }
}
