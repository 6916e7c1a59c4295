using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;

namespace Portal.Tests.Platform.Live;

public sealed class LiveUpdatesTests
{
    readonly LiveUpdates live = new(NullLogger<LiveUpdates>.Instance);
    readonly TenantId tenant = TenantId.New();

    [Fact]
    public async Task A_page_is_told_in_its_own_language_whoever_made_the_change()
    {
        CultureInfo? heard = null;
        using var subscription = await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar-EG");
            return live.Subscribe(tenant, Topics.Appointments, _ =>
            {
                heard = CultureInfo.CurrentUICulture;
                return Task.CompletedTask;
            });
        });

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        await live.DeliverAsync(tenant, Topics.Appointments, []);

        heard!.Name.ShouldBe("ar-EG");
    }

    [Fact]
    public async Task Another_tenants_pages_hear_nothing_and_one_that_fails_holds_nobody_up()
    {
        var heard = new List<string>();
        using var failing = live.Subscribe(tenant, Topics.Appointments, _ => throw new InvalidOperationException("a page of its own trouble"));
        using var own = live.Subscribe(tenant, Topics.Appointments, _ => { heard.Add("own"); return Task.CompletedTask; });
        using var other = live.Subscribe(TenantId.New(), Topics.Appointments, _ => { heard.Add("other"); return Task.CompletedTask; });

        await live.DeliverAsync(tenant, Topics.Appointments, [Guid.NewGuid()]);

        heard.ShouldBe(["own"]);
    }
}
