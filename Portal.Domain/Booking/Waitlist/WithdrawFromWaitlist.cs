using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>Leaves the waiting list: a patient those places of their own proved phone, the desk any. What was kept for it goes to the next.</summary>
public sealed class WithdrawFromWaitlist(IDbContextFactory<PortalDbContext> contexts, OfferStore store, Caller caller, AuditTrail audit, TimeProvider clock)
{
    const string Action = "waitlist.withdraw";

    public sealed record Request(WaitlistEntryId Entry);

    public async Task<Result<Done, WaitlistError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (phone, mayAll) = (caller.Phone, caller.IsReception);
        if (!mayAll && phone is null)
            return await audit.RefuseAsync(Action, WaitlistError.Forbidden, "waitlist", request.Entry.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var own = mayAll || phone is null ? [] : await PersonIds.OfPhoneAsync(db, phone, cancellation);
        if (!await db.Set<WaitlistEntry>().AnyAsync(e => e.Id == request.Entry && (mayAll || own.Contains(e.PatientId)), cancellation))
            return await audit.RefuseAsync(Action, WaitlistError.NotFound, "waitlist", request.Entry.Value, cancellation);
        var by = caller.Kind == CallerKind.Patient ? WaitlistCloser.Patient : WaitlistCloser.Clinic;
        if (!await store.CloseAsync(request.Entry, WaitlistState.Withdrawn, by, clock.GetUtcNow().ToInstant(), cancellation))
            return await audit.RefuseAsync(Action, WaitlistError.Closed, "waitlist", request.Entry.Value, cancellation);
        return Done.Now;
    }
}
