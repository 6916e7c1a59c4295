using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Tenancy;

namespace Portal.Domain.CallCenter.Knowledge;

/// <summary>The knowledge of the scope's clinic, from caches; put together again only when one of its parts is another object.</summary>
public sealed class KnowledgeSource(
    IDbContextFactory<PortalDbContext> contexts, ClinicPage page, BookingRulesSource rules, TenantCatalogue catalogue, TenantContext tenant, TenantCache cache, KnowledgeCache made)
{
    public async ValueTask<ClinicKnowledge> GetAsync(CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var (facts, current) = (await page.ExecuteAsync(cancellation), await rules.GetAsync(cancellation));
        var texts = await TextsAsync(cancellation);
        return made.Get(tenant.Id, known => ReferenceEquals(known.Page, facts) && ReferenceEquals(known.Rules, current) && ReferenceEquals(known.Texts, texts)
            && known.Tenant.NameAr == clinic.NameAr && known.Tenant.AddressAr == clinic.AddressAr && known.Tenant.Phone == clinic.Phone
            && known.Tenant.Latitude == clinic.Latitude && known.Tenant.Longitude == clinic.Longitude, () => new(clinic, facts, current, texts));
    }

    /// <summary>What the clinic wrote alone: all that a public page asks for.</summary>
    public ValueTask<FrontDeskTexts> TextsAsync(CancellationToken cancellation) => cache.GetAsync(tenant.Id, Topics.FrontDesk, "texts", ReadAsync, cancellation);

    async ValueTask<FrontDeskTexts> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new(
            await db.Set<FrontDeskSettings>().SingleOrDefaultAsync(cancellation) ?? new(tenant.Id),
            await db.Set<Fact>().OrderBy(f => f.Topic).ThenBy(f => f.Id).ToListAsync(cancellation),
            await db.Set<Complaint>().OrderBy(c => c.Id).ToListAsync(cancellation));
    }
}

/// <summary>The last knowledge made of each clinic.</summary>
public sealed class KnowledgeCache
{
    readonly ConcurrentDictionary<TenantId, ClinicKnowledge> known = new();

    internal ClinicKnowledge Get(TenantId tenant, Func<ClinicKnowledge, bool> isCurrent, Func<ClinicKnowledge> make)
    {
        if (known.TryGetValue(tenant, out var last) && isCurrent(last))
            return last;
        return known[tenant] = make();
    }
}
