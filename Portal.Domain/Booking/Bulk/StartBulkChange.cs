using Hangfire;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Jobs;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>
/// Writes a bulk change down with all its items, as the preview showed them, and the time off with it where that is wished: all of it or
/// nothing. A job does the rest; should its call be lost, the clock finds what was written (<see cref="WakeBulkChanges"/>).
/// </summary>
public sealed class StartBulkChange(
    IDbContextFactory<PortalDbContext> contexts, PreviewBulkChange preview, BookingRulesSource rules, IBackgroundJobClient jobs, TenantContext tenant, Caller caller,
    AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    const int LongestNote = 300;

    /// <param name="Id">Made by the form: sent twice, it is one change.</param>
    /// <param name="From">The clinic's local time.</param>
    /// <param name="To">The clinic's local time, exclusive.</param>
    /// <param name="BlockTime">Whether nobody may book the practitioner in that time any more.</param>
    /// <param name="Rows">In the order of the page.</param>
    public sealed record Request(
        BulkChangeId Id, PractitionerId Practitioner, LocalDateTime From, LocalDateTime To, BulkKind Kind, BulkReason Reason, string? Note, bool BlockTime, IReadOnlyList<Row> Rows);

    /// <param name="Version">As the preview read it.</param>
    /// <param name="To">Of a move.</param>
    /// <param name="Offers">What the patient may choose from.</param>
    public sealed record Row(AppointmentId Appointment, int Version, BulkPlace? To, IReadOnlyList<BulkPlace> Offers);

    public async Task<Result<BulkChangeId, BulkError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await RefuseAsync(BulkError.Forbidden);
        if (preview.Range((await rules.GetAsync(cancellation)).Zone, request.From, request.To) is not { } range)
            return await RefuseAsync(BulkError.DatesWrong);
        if (request.Rows.Count == 0)
            return await RefuseAsync(BulkError.NothingToDo);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Set<BulkChange>().AnyAsync(c => c.Id == request.Id, cancellation))
            return request.Id; // sent twice
        if (await ItemsAsync(db, request, range, cancellation) is not { } items)
            return await RefuseAsync(BulkError.RowsWrong);

        var now = clock.GetUtcNow().ToInstant();
        db.Add(new BulkChange(tenant.Id, request.Id)
        {
            PractitionerId = request.Practitioner, StartsAt = range.Start, EndsAt = range.End, Kind = request.Kind, Reason = request.Reason, Note = Note(request.Note),
            MadeBy = caller.UserId, CreatedAt = now, State = BulkState.Preparing, TouchedAt = now,
        });
        db.AddRange(items);
        foreach (var (item, row) in items.Zip(InOrder(request.Rows, items)))
            foreach (var offer in request.Kind == BulkKind.OfferAlternatives ? row.Offers.Take(PreviewBulkChange.MostOffers) : [])
                db.Add(new BulkOffer(tenant.Id, Guid.CreateVersion7(), item.Id) { PractitionerId = offer.Practitioner, StartsAt = offer.Start });
        if (request.BlockTime)
        {
            db.Add(new TimeOff(tenant.Id, Guid.CreateVersion7(), request.Practitioner) { StartsAt = range.Start, EndsAt = range.End, Reason = Note(request.Note) });
            audit.Add(db, "time-off.add", "practitioner", request.Practitioner.Value);
        }

        audit.Add(db, "bulk.start", "bulk-change", request.Id.Value, new { kind = request.Kind.ToString(), rows = items.Count });
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is Npgsql.PostgresException { ConstraintName: "pk_bulk_changes" })
        {
            return request.Id; // sent twice at one moment
        }

        if (request.BlockTime)
            changes.Publish(new(tenant.Id, Topics.Rules, request.Practitioner.Value));

        changes.Publish(new(tenant.Id, Topics.BulkChanges, request.Id.Value));
        RunBulkChange.Enqueue(jobs, tenant.Id, request.Id);
        return request.Id;

        async Task<BulkError> RefuseAsync(BulkError why) => await audit.RefuseAsync("bulk.start", why, "bulk-change", request.Id.Value, cancellation);
    }

    // one patient's appointments after each other, so that they are told of all of them at once and soon
    async Task<List<BulkChangeItem>?> ItemsAsync(PortalDbContext db, Request request, Interval range, CancellationToken cancellation)
    {
        var ids = request.Rows.Select(row => row.Appointment).ToArray();
        var known = await db.Set<Appointment>().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.PatientId, a.PractitionerId, a.StartsAt, a.Version })
            .ToDictionaryAsync(a => a.Id, cancellation);
        var places = request.Rows.Select(row => row.To).OfType<BulkPlace>().ToList();
        if (ids.Distinct().Count() != ids.Length || ids.Length != known.Count || places.Distinct().Count() != places.Count
            || request.Rows.Any(row => !Stands(row.Appointment) && known[row.Appointment].Version == row.Version)
            || request.Rows.Any(row => request.Kind == BulkKind.Move ? row.To is null : row.To is not null))
            return null;
        var position = 0;
        return [.. request.Rows.GroupBy(row => known[row.Appointment].PatientId).SelectMany(patient => patient)
            .Select(row => new BulkChangeItem(tenant.Id, BulkItemId.New(), request.Id)
            {
                Position = position++, AppointmentId = row.Appointment, Version = row.Version,
                FromPractitioner = known[row.Appointment].PractitionerId, FromStart = known[row.Appointment].StartsAt,
                TargetPractitioner = row.To?.Practitioner, TargetStart = row.To?.Start, State = BulkItemState.Pending, CommandKey = Guid.CreateVersion7(),
            })];

        // one that somebody took away meanwhile is written down all the same, and then refused by its own use case, where the desk sees why
        bool Stands(AppointmentId id) => known[id].PractitionerId == request.Practitioner && known[id].StartsAt >= range.Start && known[id].StartsAt < range.End;
    }

    static IEnumerable<Row> InOrder(IReadOnlyList<Row> rows, List<BulkChangeItem> items)
    {
        var of = rows.ToDictionary(row => row.Appointment);
        return items.Select(item => of[item.AppointmentId]);
    }

    static string? Note(string? typed) => typed?.Trim() is { Length: > 0 } note ? note[..Math.Min(note.Length, LongestNote)] : null;
}
