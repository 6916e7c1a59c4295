using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Demo;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>The demonstration clinic on a Sunday morning, and conversations with its front desk. A class fixture.</summary>
public sealed class FrontDeskScene(PostgresServer server) : IAsyncLifetime
{
    readonly TestPortal portal = new(server);

    public TestPortal Portal => portal;

    public TenantId Clinic { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await portal.InitializeAsync();
        // filled a week ago: the coming days are free
        var before = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(portal.Clock.GetUtcNow().AddDays(-9));
        await new DemoSeeder(portal.Services.GetRequiredService<TenantScopes>(), before).RunAsync(default);
        Clinic = TenantId.From(await portal.AsSuperuserAsync<Guid>("select id from tenants where slug = 'nour'"));
    }

    public async Task<Talk> StartAsync(string language = "ar", Action<Caller>? caller = null)
    {
        await using var scope = portal.Scope(Clinic, caller ?? TestPortal.Visitor);
        return new(this, await scope.Get<StartConversation>().ExecuteAsync(new(Channel.Site, language), default));
    }

    public async Task<T> ReadAsync<T>(Func<Domain.Platform.Data.PortalDbContext, Task<T>> read)
    {
        await using var scope = portal.Scope(Clinic);
        await using var db = scope.Db();
        return await read(db);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}

/// <summary>One conversation, from the patient's side.</summary>
public sealed class Talk(FrontDeskScene scene, StartConversation.Started started)
{
    public ConversationId Id => started.Id;

    public Guid Key => started.Key;

    /// <summary>Says something and returns the reply.</summary>
    public async Task<string> SayAsync(string text)
    {
        var answer = await HearAsync(text);
        return answer.Text ?? "";
    }

    public async Task<HearPatient.Answer> HearAsync(string text)
    {
        await using var scope = scene.Portal.Scope(scene.Clinic, TestPortal.Visitor);
        var answer = await scope.Get<HearPatient>().ExecuteAsync(new(started.Id, started.Key, text), null, default);
        answer.Succeeded.ShouldBeTrue(answer.ToString());
        return answer.Value;
    }

    /// <summary>Says each and returns the last reply; <c>{code}</c> is the code that came last.</summary>
    public async Task<string> SayAllAsync(params string[] texts)
    {
        var reply = "";
        foreach (var text in texts)
            reply = await SayAsync(text == "{code}" ? await CodeAsync() : text);
        return reply;
    }

    public async Task<string> CodeAsync()
    {
        var phone = (await ReadAsync()).Phone;
        return (await scene.ReadAsync(db => db.Set<Message>().Where(m => m.Template == "code" && m.Recipient == phone).OrderByDescending(m => m.Id).Select(m => m.Secret).FirstAsync()))!;
    }

    public Task<Conversation> ReadAsync() => scene.ReadAsync(db => db.Set<Conversation>().SingleAsync(c => c.Id == Id));

    public Task<List<Turn>> TurnsAsync() => scene.ReadAsync(db => db.Set<Turn>().Where(t => t.ConversationId == Id).OrderBy(t => t.Number).ToListAsync());

    public Task<List<ToolCall>> CallsAsync() => scene.ReadAsync(db => db.Set<ToolCall>().Where(c => c.ConversationId == Id).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync());

    /// <summary>The appointments of a phone, soonest first, as "status service who day hour".</summary>
    public Task<List<string>> AppointmentsAsync(string phone) => scene.ReadAsync(async db =>
    {
        var rows = await (
            from a in db.Set<Appointment>()
            join p in db.Set<Patient>() on a.PatientId equals p.Id
            join s in db.Set<Service>() on a.ServiceId equals s.Id
            where p.Phone == phone
            orderby a.StartsAt
            select new { a.Status, s.NameEn, p.Name, a.StartsAt }).ToListAsync();
        var cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];
        return rows.ConvertAll(r => $"{r.Status} {r.NameEn} {r.Name} {r.StartsAt.InZone(cairo).DayOfWeek} {(r.StartsAt.InZone(cairo).Hour < 12 ? "morning" : r.StartsAt.InZone(cairo).Hour < 17 ? "afternoon" : "evening")}");
    });
}
