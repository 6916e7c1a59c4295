using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A service with rules of its own, as its patient meets them: is it the first visit, at which branch, how old; the deposit before anything is booked.</summary>
public sealed class FirstVisitAtABranchTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", true, "01066701")]
    [InlineData("en", false, "01066702")]
    public async Task A_first_visit_is_booked_at_a_branch_with_the_date_of_birth_and_the_deposit_in_sight(string language, bool script, string number)
    {
        var isArabic = language == "ar";
        var (doctor, service) = await OfferAsync(language);
        var booking = new BookingScreen(await chromium.VisitorAsync(portal, "nour", Device.Phone, language, script: script), language);
        await OpenedAsync(booking, service);
        await booking.ChooseAsync(service);
        await HeadedAsync(booking.Page, isArabic ? "هل هذه أول زيارة لك هنا؟" : "Is this your first visit here?");
        await booking.ChooseAsync(isArabic ? "نعم، أول زيارة" : "Yes, my first visit");
        await HeadedAsync(booking.Page, isArabic ? "أي فرع؟" : "Which branch?");
        await booking.ChooseAsync(isArabic ? Branches.ZamalekAr : Branches.ZamalekEn);
        await Assertions.Expect(booking.Page.Locator(".where")).ToContainTextAsync(isArabic ? "٤ شارع حسن صبري" : "4 Hassan Sabry St");
        await booking.ChooseATimeAsync();
        await Assertions.Expect(booking.Page.Locator(".summary")).ToContainTextAsync(isArabic ? "١٥٠ جنيه" : "EGP 150");

        await booking.Page.GetByLabel(isArabic ? "تاريخ الميلاد" : "Date of birth").FillAsync(isArabic ? "٣/٥/١٩٩٠" : "3/5/1990");
        await booking.FillInAsync(isArabic ? "منال حسني" : "Grace Miller", number + "123");
        await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + number + "123"));
        await booking.ShouldBeBookedAsync();
        await Assertions.Expect(booking.Page.Locator(".summary")).ToContainTextAsync(isArabic ? Branches.ZamalekAr : Branches.ZamalekEn);
        await Assertions.Expect(booking.Page.Locator(".summary")).ToContainTextAsync(doctor);
        (await portal.LinkSentToAsync("+2" + number + "123", "appointment.booked")).ShouldStartWith("http");
        (await portal.ScalarAsync("select body from portal.messages where recipient = $1 and template = 'appointment.booked'", "+2" + number + "123"))
            .ShouldBeOfType<string>().ShouldContain(isArabic ? Branches.ZamalekAr : Branches.ZamalekEn);
    }

    [Theory]
    [InlineData("ar", "01066703")]
    [InlineData("en", "01066704")]
    public async Task A_child_is_refused_what_is_for_grown_ups_with_the_reason_and_what_else_fits(string language, string number)
    {
        var isArabic = language == "ar";
        var (_, service) = await OfferAsync(language);
        var booking = new BookingScreen(await chromium.VisitorAsync(portal, "nour", Device.Phone, language), language);
        await OpenedAsync(booking, service);
        await booking.ChooseAsync(service);
        await booking.ChooseAsync(isArabic ? "لا، زرت العيادة من قبل" : "No, I have been here before");
        await booking.ChooseAsync(isArabic ? Branches.MaadiAr : Branches.MaadiEn);
        await booking.ChooseATimeAsync(2);
        await booking.Page.GetByLabel(isArabic ? "تاريخ الميلاد" : "Date of birth").FillAsync("3/5/2020");
        await booking.FillInAsync(isArabic ? "ملك أيمن" : "Lily Miller", number + "123");

        var alert = booking.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync(isArabic ? "من سن ١٨ فأكثر" : "aged 18 and over");
        await Assertions.Expect(booking.Page.GetByRole(AriaRole.List, new() { Name = isArabic ? "هذه الخدمات مناسبة:" : "These would fit:" })).ToBeVisibleAsync();
        await Assertions.Expect(booking.Page.GetByLabel(isArabic ? "الاسم بالكامل" : "Full name")).ToHaveValueAsync(isArabic ? "ملك أيمن" : "Lily Miller");
    }

    [Fact]
    public async Task Each_of_these_pages_looks_right()
    {
        await OfferAsync("en", "Looks");
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            var booking = new BookingScreen(page, language);
            await OpenedAsync(booking, language == "ar" ? "كشف نفسي Looks" : "Counselling Looks");
            await booking.ChooseAsync(language == "ar" ? "كشف نفسي Looks" : "Counselling Looks");
            await Support.Looks.ShouldBeFineAsync(page, "site-visit-1-first", device, language, dark);
            await page.Locator(".choice").First.ClickAsync();
            await Support.Looks.ShouldBeFineAsync(page, "site-visit-2-branch", device, language, dark);
            await page.Locator(".choice").First.ClickAsync();
            await Assertions.Expect(page.Locator(".where")).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(page, "site-visit-3-time", device, language, dark);
            await booking.ChooseATimeAsync();
            await Assertions.Expect(page.Locator("#birth")).ToBeVisibleAsync();
            await page.Locator("#birth").FillAsync("3/5/2020");
            await booking.FillInAsync("Lily Miller", "01066705123");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(page, "site-visit-4-details-refused", device, language, dark);
            await page.GotoAsync("/book/refused?why=desk");
            await Support.Looks.ShouldBeFineAsync(page, "site-visit-5-desk-only", device, language, dark);
            await page.Context.CloseAsync();
        }
    }

    async Task<(string Doctor, string Service)> OfferAsync(string language, string? name = null)
    {
        var mark = name ?? Guid.NewGuid().ToString("N")[..6];
        var (ar, en) = (($"د. علا سامي {mark}", $"كشف نفسي {mark}"), ($"Dr Ola Samy {mark}", $"Counselling {mark}"));
        await portal.OfferAtTwoBranchesAsync("nour", ar, en);
        return language == "ar" ? ar : en;
    }

    // every cache hears of a new service a moment after it is there
    static async Task OpenedAsync(BookingScreen booking, string service)
    {
        await booking.OpenAsync();
        for (var link = booking.Page.GetByRole(AriaRole.Link, new() { Name = service }); await link.CountAsync() == 0;)
            await booking.Page.ReloadAsync();
    }

    static Task HeadedAsync(IPage page, string heading) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
}
