using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Identity;
using Portal.Shell;

namespace Portal.Tests.Shell;

public sealed class LockScreenTests
{
    [Theory]
    [InlineData("en", "The screen is locked")]
    [InlineData("ar", "الشاشة مقفلة")]
    public void The_lock_says_in_the_readers_language_whose_password_opens_it_and_when_it_comes(string language, string title)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var page = new BunitContext();
        page.Services.AddLocalization();
        page.Services.AddSingleton(new ResourceAssetCollection([]));
        page.Services.Configure<StaffSessionOptions>(options => options.LockAfter = TimeSpan.FromMinutes(5));
        var screen = page.Render<LockScreen>(parameters => parameters.Add(x => x.Name, "Nadia Fahmy").Add(x => x.Session, "s-1"));

        var dialog = screen.Find("dialog#lock");
        (dialog.GetAttribute("data-after"), dialog.GetAttribute("data-title"), dialog.HasAttribute("open")).ShouldBe(("300", title, false));
        screen.Find($"#{dialog.GetAttribute("aria-labelledby")}").TextContent.ShouldBe(title);
        dialog.TextContent.ShouldContain("Nadia Fahmy");
        screen.Find("label").GetAttribute("for").ShouldBe(screen.Find("input[type=password]").Id);
        screen.FindAll("[role=alert]").ShouldAllBe(complaint => complaint.HasAttribute("hidden") && complaint.TextContent.Length > 0);
        dialog.GetAttribute("data-session").ShouldBe("s-1");
        screen.Find("[data-passkey]").HasAttribute("hidden").ShouldBeTrue("until it is known that the person has one");
        screen.Find("a").GetAttribute("href").ShouldBe("/account/sign-in");
    }
}
