using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Outside;

/// <summary>Whose time can be booked, and for what.</summary>
public sealed class ReadSchedules(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public sealed record View(PractitionerId Practitioner, string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn, bool Active, IReadOnlyList<Offer> Services)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;

        public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;
    }

    public sealed record Offer(ServiceId Id, string NameAr, string NameEn)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;
    }

    /// <param name="only">Null for all.</param>
    /// <returns>In the clinic's order; with <paramref name="only"/>, that one.</returns>
    public async Task<Result<IReadOnlyList<View>, OutsideError>> ExecuteAsync(PractitionerId? only, CancellationToken cancellation)
    {
        if (!caller.May(ApiScopes.ScheduleRead))
            return await audit.RefuseAsync("fhir.schedule.read", OutsideError.Forbidden, "practitioner", only?.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var practitioners = await db.Set<Practitioner>().Where(p => only == null || p.Id == only).OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellation);
        if (only is not null && practitioners.Count == 0)
            return await audit.RefuseAsync("fhir.schedule.read", OutsideError.NotFound, "practitioner", only.Value.Value, cancellation);
        var offers = await (
            from o in db.Set<PractitionerService>()
            join s in db.Set<Service>() on new { o.TenantId, Id = o.ServiceId } equals new { s.TenantId, s.Id }
            where !s.Retired && (only == null || o.PractitionerId == only)
            orderby s.Position, s.Id
            select new { o.PractitionerId, Offer = new Offer(s.Id, s.NameAr, s.NameEn) }).ToListAsync(cancellation);
        var byPractitioner = offers.ToLookup(o => o.PractitionerId, o => o.Offer);
        await audit.RecordAsync("fhir.schedule.read", AuditEntry.Done, only is null ? null : "practitioner", only?.Value, null, cancellation);
        return practitioners.ConvertAll(p => new View(p.Id, p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn, !p.Retired, [.. byPractitioner[p.Id]]));
    }
}
