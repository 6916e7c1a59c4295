using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Demo;

/// <summary>
/// Writes what a demonstration clinic's front desk knows, and what it heard over the last weeks, so that its figures are not empty. A clinic that has
/// settings or conversations of its own keeps them.
/// </summary>
sealed class DemoFrontDesk(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TimeProvider clock)
{
    public async Task FillAsync(DemoClinic clinic, DemoKnowledge knowledge, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Set<FrontDeskSettings>().AnyAsync(cancellation))
            await AddKnowledgeAsync(db, knowledge, cancellation);
        if (!await db.Set<Conversation>().AnyAsync(cancellation))
            db.AddRange(new DemoTalks(tenant.Id, clinic, clock.GetUtcNow().ToInstant()).Make());
        await db.SaveChangesAsync(cancellation);
    }

    async Task AddKnowledgeAsync(PortalDbContext db, DemoKnowledge knowledge, CancellationToken cancellation)
    {
        var settings = new FrontDeskSettings(tenant.Id);
        knowledge.Settings(settings);
        db.Add(settings);
        db.AddRange(knowledge.Facts.Select(fact => new Fact(tenant.Id, FactId.New())
        {
            Topic = fact.Topic, Shown = fact.Shown, Questions = string.Join('\n', fact.Asked), AnswerAr = fact.Ar, AnswerEn = fact.En, ChangedAt = clock.GetUtcNow().ToInstant(),
        }));
        var services = await db.Set<Service>().Where(s => !s.Retired).OrderBy(s => s.Position).Select(s => s.Id).ToListAsync(cancellation);
        db.AddRange(knowledge.Complaints.Where(c => c.Service < services.Count)
            .Select(c => new Complaint(tenant.Id, ComplaintId.New()) { Phrases = string.Join('\n', c.Said), ServiceId = services[c.Service] }));
    }
}
