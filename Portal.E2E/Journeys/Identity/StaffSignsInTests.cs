using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Identity;

public sealed class StaffSignsInTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar")]
    [InlineData("en")]
    public async Task A_wrong_password_is_refused_and_the_right_one_opens_the_room_of_the_role(string language)
    {
        // an account of its own: a wrong password at this moment would get in the way of others who sign in
        var email = await portal.ColleagueAsync(like: "admin@nour.example");
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language);
        await new SignInScreen(page).SignInAsync(email, "not-this-one");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();

        await new SignInScreen(page).SignInAsync(email);
        await page.ArriveAsync(url => new Uri(url).AbsolutePath is "/admin" or "/desk");
    }

    [Fact]
    public async Task A_member_of_one_clinic_is_nobody_at_another()
    {
        var page = await chromium.VisitorAsync(portal, "cedar", Device.Desktop, "en");
        await new SignInScreen(page).SignInAsync("reception@nour.example");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_of_staff_asks_a_stranger_to_sign_in()
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, "en");
        await page.GotoAsync("/admin");
        new Uri(page.Url).AbsolutePath.ShouldBe("/account/sign-in");
    }
}
