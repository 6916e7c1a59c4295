using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>Who was here on a day of the clinic and has not paid; who owes nothing is not among them.</summary>
public sealed class ListUnpaid(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, MoneyEnd end, AuditTrail audit)
{
    /// <returns>By time.</returns>
    public async Task<Result<IReadOnlyList<DeskAppointment>, MoneyError>> ExecuteAsync(LocalDate day, CancellationToken cancellation)
    {
        if (end.Till is null)
            return await audit.RefuseAsync("unpaid.read", MoneyError.Forbidden, cancellation: cancellation);
        var zone = (await rules.GetAsync(cancellation)).Zone;
        var (begins, ends) = zone.Bounds(day);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => a.StartsAt >= begins && a.StartsAt < ends && Receivable.Contains(a.Status)).OrderBy(a => a.StartsAt))
            .ToListAsync(cancellation);
        return due.Where(a => a.Payment == PaymentMark.Due).ToList();
    }

    static readonly AppointmentStatus[] Receivable = [.. AppointmentSteps.Here, AppointmentStatus.Fulfilled];
}
