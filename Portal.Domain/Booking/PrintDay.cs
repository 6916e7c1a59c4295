using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>The list of a day as it is put on paper, practitioner by practitioner. It leaves the Portal's keeping, so it is written down who took it.</summary>
public sealed class PrintDay(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, Caller caller, AuditTrail audit)
{
    /// <param name="Practitioners">Empty for all.</param>
    public sealed record Request(LocalDate Day, IReadOnlyList<PractitionerId> Practitioners);

    public sealed record List(PractitionerId Practitioner, string NameAr, string NameEn, IReadOnlyList<Line> Lines)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;
    }

    /// <param name="Age">In whole years on the day; null where the birth date is not known.</param>
    public sealed record Line(Instant Start, string Patient, string Phone, int? Age, string ServiceAr, string ServiceEn, AppointmentStatus Status, string? Note)
    {
        public string Service(string language) => language == "ar" ? ServiceAr : ServiceEn;
    }

    /// <returns>One list for each who has appointments, in the clinic's order; cancelled ones are not on paper.</returns>
    public async Task<Result<IReadOnlyList<List>, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("day.print", BookingError.Forbidden, cancellation: cancellation);
        var zone = (await rules.GetAsync(cancellation)).Zone;
        var (begins, ends) = zone.Bounds(request.Day);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var lines = await (
            from a in db.Set<Appointment>()
            join p in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
            join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
            where a.StartsAt >= begins && a.StartsAt < ends && a.Status != AppointmentStatus.Cancelled
            orderby a.StartsAt, a.Id
            select new { a.PractitionerId, a.StartsAt, p.Name, p.Phone, p.BirthDate, s.NameAr, s.NameEn, a.Status, a.Note }).ToListAsync(cancellation);
        var practitioners = await db.Set<Practitioner>().OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellation);
        await audit.RecordAsync("day.print", AuditEntry.Done, detail: new { day = LocalDatePattern.Iso.Format(request.Day) }, cancellation: cancellation);

        var of = lines.ToLookup(line => line.PractitionerId);
        return (List[])[
            .. practitioners.Where(p => of.Contains(p.Id) && (request.Practitioners.Count == 0 || request.Practitioners.Contains(p.Id))).Select(p => new List(p.Id, p.NameAr, p.NameEn, [
                .. of[p.Id].Select(line => new Line(
                    line.StartsAt, line.Name, line.Phone, AgeOn(request.Day, line.BirthDate), line.NameAr, line.NameEn, line.Status, line.Note))]))];
    }

    static int? AgeOn(LocalDate day, LocalDate? born) => born is { } date && date <= day ? Period.Between(date, day, PeriodUnits.Years).Years : null;
}
