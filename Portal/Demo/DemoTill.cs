using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Outbox;

namespace Portal.Demo;

/// <summary>
/// Takes the fees of whoever was seen in the days that <see cref="DemoWeek"/> filled, as the receptionist would have, and closes the shifts of the days that are
/// over. A day with a receipt is left as it is.
/// </summary>
sealed class DemoTill(IDbContextFactory<PortalDbContext> contexts, FunctionCalls functions, Caller caller, IDateTimeZoneProvider zones, TimeProvider clock)
{
    static readonly string[] Reasons = ["مريض دائم", "زميل", "غير قادر على المبلغ كاملًا"];

    sealed record Visit(AppointmentId Id, decimal Fee, Instant End);

    public async Task FillAsync(DemoClinic clinic, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if ((await db.Set<Membership>().ToListAsync(cancellation)).FirstOrDefault(m => m.Roles.HasFlag(StaffRole.Receptionist)) is not { } receptionist)
            return;
        caller.BecomeStaff(receptionist.UserId, "", receptionist.Roles);
        var zone = zones[clinic.Tenant.TimeZone];
        var now = clock.GetUtcNow().ToInstant();
        var today = now.InZone(zone).Date;
        var taken = (await db.Set<Receipt>().Select(r => r.TakenAt).ToListAsync(cancellation)).Select(at => at.InZone(zone).Date).ToHashSet();
        var seen = await db.Set<Appointment>().Where(a => a.Status == AppointmentStatus.Fulfilled && a.Price > 0 && a.EndsAt < now).OrderBy(a => a.EndsAt)
            .Select(a => new Visit(a.Id, a.Price!.Value, a.EndsAt)).ToListAsync(cancellation);
        foreach (var day in seen.GroupBy(a => a.End.InZone(zone).Date).Where(day => !taken.Contains(day.Key)))
            await TakeDayAsync([.. day], day.Key < today, new Random(day.Key.DayOfYear), cancellation);

        // nobody needs to hear of it
        await db.Set<OutboxEvent>().Where(e => e.ProcessedAt == null).ExecuteUpdateAsync(set => set.SetProperty(e => e.ProcessedAt, now), cancellation);
    }

    async Task TakeDayAsync(List<Visit> visits, bool isOver, Random random, CancellationToken cancellation)
    {
        var (receipts, cash, shift) = (0, 0m, default(ShiftId?));
        foreach (var visit in visits)
        {
            if (!isOver && random.Next(6) == 0)
                continue; // has not paid yet
            var discount = random.Next(9) == 0 ? decimal.Round(visit.Fee / 10) : 0;
            var method = random.Next(10) switch { < 6 => PaymentMethod.Cash, < 8 => PaymentMethod.Wallet, 8 => PaymentMethod.Card, _ => PaymentMethod.Insurance };
            var reason = discount > 0 ? Reasons[random.Next(Reasons.Length)] : null;
            var result = await At(visit.End).TakeAsync([], new(Guid.CreateVersion7(), visit.Id, ReceiptKind.Fee, visit.Fee, discount, reason, visit.Fee - discount, method), reason, cancellation);
            (receipts, shift) = (receipts + 1, result.Value.Shift);
            if (method == PaymentMethod.Cash)
                cash += result.Value.Paid;
        }

        if (isOver && shift is { } open)
            await At(visits[^1].End).CloseAsync(new(Guid.CreateVersion7(), open, receipts, cash, null), null, any: false, cancellation);
    }

    MoneyStore At(Instant moment) => new(functions, caller, new Then(moment));

    sealed class Then(Instant moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment.ToDateTimeOffset();
    }
}
