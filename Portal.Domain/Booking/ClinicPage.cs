using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking;

/// <summary>The clinic as anybody may see it: services, prices, practitioners, hours. From the cache; open to anybody.</summary>
public sealed class ClinicPage(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, TenantContext tenant, TenantCache cache)
{
    public ValueTask<ClinicFacts> ExecuteAsync(CancellationToken cancellation) =>
        cache.GetAsync(tenant.Id, Topics.Rules, "facts", ReadAsync, cancellation);

    /// <summary>When somebody works on a day of the clinic; empty where it is closed.</summary>
    public async Task<OpenToday> OpenAsync(LocalDate day, CancellationToken cancellation)
    {
        var current = await rules.GetAsync(cancellation);
        return await cache.GetAsync(tenant.Id, Topics.Rules, $"open:{day:R}", _ => ValueTask.FromResult(new OpenToday(WorkingWindows.Of(current, day))), cancellation);
    }

    async ValueTask<ClinicFacts> ReadAsync(CancellationToken cancellation)
    {
        var current = await rules.GetAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var services = await db.Set<Service>().Where(s => !s.Retired).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellation);
        var practitioners = await db.Set<Practitioner>().Where(p => !p.Retired).OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellation);
        var offers = (await db.Set<PractitionerService>().ToListAsync(cancellation)).ToLookup(o => o.ServiceId, o => o.PractitionerId);
        var branches = await db.Set<Location>().Where(l => !l.Retired).OrderBy(l => l.Position).ThenBy(l => l.Id).ToListAsync(cancellation);
        var open = branches.Select(b => b.Id).ToHashSet();
        var worksAt = practitioners.ToDictionary(p => p.Id, p => current.Practitioners.TryGetValue(p.Id, out var rule) ? BranchesOf(rule).Where(open.Contains).ToArray() : []);
        return new ClinicFacts(
            [.. services.Select(s => Facts(s, [.. practitioners.Select(p => p.Id).Where(offers[s.Id].Contains)], current.Services.GetValueOrDefault(s.Id), worksAt)).Where(s => s.Practitioners.Count > 0)],
            [.. practitioners.Select(p => new PractitionerFacts(p.Id, p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn) { Branches = worksAt[p.Id] })])
        {
            Branches = [.. branches.Select(b => new BranchFacts(b.Id, b.NameAr, b.NameEn, b.AddressAr, b.AddressEn))],
        };
    }

    static IEnumerable<Guid> BranchesOf(PractitionerRule practitioner) =>
        practitioner.Schedules.SelectMany(s => s.Hours).Select(h => h.Location).Concat(practitioner.Extra.Select(h => h.Location)).OfType<Guid>().Distinct();

    static ServiceFacts Facts(Service s, IReadOnlyList<PractitionerId> practitioners, ServiceRule? rule, Dictionary<PractitionerId, Guid[]> worksAt) =>
        new(s.Id, s.NameAr, s.NameEn, s.DescriptionAr, s.DescriptionEn, s.Minutes, s.Price, practitioners)
        {
            NewPatientMinutes = s.NewPatientMinutes, Revisit = rule?.Revisit, Person = rule?.Person, Deposit = s.Deposit,
            Branches = [.. practitioners.SelectMany(p => worksAt[p]).Distinct().Where(branch => rule is null || rule.IsGivenAt(branch))],
        };
}
