using Microsoft.EntityFrameworkCore;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// What the link in a message is worth. It was sent to the patient's phone, so for the rest of the scope its holder acts as the patient of that
/// phone, and pages of a link touch what it names only. Without the link the scope stays what it was.
/// </summary>
public sealed class BecomeHolder(IDbContextFactory<PortalDbContext> contexts, Caller caller)
{
    /// <param name="id">What the link names; null for a link of another clinic, or of none.</param>
    /// <param name="phones">Whom the link was sent to: one phone, or none where what it names has gone.</param>
    /// <returns>What the link names; null where its holder is nobody.</returns>
    internal async Task<TId?> ExecuteAsync<TId>(TId? id, Func<PortalDbContext, TId, IQueryable<string>> phones, CancellationToken cancellation) where TId : struct
    {
        if (id is not { } named)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await phones(db, named).SingleOrDefaultAsync(cancellation) is not { } phone)
            return null;
        caller.BecomePatient(phone);
        return id;
    }
}
