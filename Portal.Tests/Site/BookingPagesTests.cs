using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Text;
using Portal.Tests.Support;

namespace Portal.Tests.Site;

/// <summary>The patients' pages as a browser without script meets them.</summary>
public sealed class BookingPagesTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Continue = "main form button";
    static int phones;

    readonly string typedPhone = $"0100 {Interlocked.Increment(ref phones):0000000}";

    string Phone => "+20" + typedPhone.Replace(" ", "", StringComparison.Ordinal)[1..];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_books_from_the_first_page_to_the_appointment()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await Browser(clinic).GoAsync("/");
        browser.Text.ShouldContain("300");

        await browser.FollowAsync("a.button");
        await browser.FollowAsync(".choice");
        await browser.FollowAsync(".choice");
        await browser.PressAsync(".time");
        browser.Path.ShouldBe("/book/details");
        await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", typedPhone));
        browser.Path.ShouldBe("/book/code");
        await browser.PressAsync(Continue, ("Code", await CodeAsync()));

        browser.Path.ShouldStartWith("/a/");
        browser.Heading.ShouldBe("تم حجز موعدك");
        browser.Text.ShouldContain("نور");
        browser.Text.ShouldNotContain("أحمد");
        (await CountAsync(clinic, "status = 'Booked' and source = 'Site'")).ShouldBe(1);
        (await web.Portal.AsSuperuserAsync<long>($"select count(*) from holds where tenant_id = '{clinic.Id}'")).ShouldBe(0);

        // the phone is proved now: the second booking asks for no code
        await ChooseTimeAsync(browser, clinic);
        browser.Page.QuerySelector("[name='Input.Person']").ShouldNotBeNull();
        await browser.PressAsync(Continue);
        browser.Path.ShouldStartWith("/a/");
        await browser.GoAsync("/me");
        browser.Page.QuerySelectorAll(".choice").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/book")]
    [InlineData("/me/sign-in")]
    public async Task A_page_for_patients_carries_nothing_for_a_circuit(string path)
    {
        var browser = await Browser(await TestClinic.CreateAsync(web.Portal)).GoAsync(path);
        browser.Page.Source.Text.ShouldNotContain("Component-State");
    }

    [Fact]
    public async Task A_form_that_was_open_too_long_says_so_and_leads_back_to_itself()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = Browser(clinic);
        await ChooseTimeAsync(browser, clinic);
        var form = browser.Path;

        await browser.PressAsync(Continue, ("__RequestVerificationToken", "of another day"));

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Heading.ShouldBe("بقيت هذه الصفحة مفتوحة وقتًا طويلًا");
        await browser.FollowAsync("main a.button");
        browser.Path.ShouldBe(form);
        browser.Page.QuerySelector("[name='Input.Name']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_sent_twice_books_once()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await AskedForCodeAsync(clinic);

        await browser.PressTwiceAsync(Continue, ("Code", await CodeAsync()));

        browser.Path.ShouldStartWith("/a/");
        (await CountAsync(clinic, "true")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = Browser(clinic);
        await ChooseTimeAsync(browser, clinic);

        await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", "12"));

        browser.Path.ShouldBe("/book/details");
        browser.Value("Input.Name").ShouldBe("نور أحمد");
        browser.Value("Input.Phone").ShouldBe("12");
        browser.Page.QuerySelector("#phone")!.HasAttribute("autofocus").ShouldBeTrue();
        browser.Page.QuerySelector("#phone-error").ShouldNotBeNull();

        await browser.PressAsync(Continue, ("Input.Phone", typedPhone));
        await browser.PressAsync(Continue, ("Code", "000000"));
        browser.Page.QuerySelector("#code-error").ShouldNotBeNull();

        // back, and nothing is lost
        await browser.GoAsync("/book/details");
        browser.Value("Input.Name").ShouldBe("نور أحمد");
        browser.Value("Input.Phone").ShouldBe(typedPhone);
    }

    [Fact]
    public async Task A_time_lost_before_the_code_is_made_good_with_one_tap()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal, practitioners: 1);
        var browser = await AskedForCodeAsync(clinic);
        await LoseTheTimeAsync(clinic);

        await browser.PressAsync(Continue, ("Code", await CodeAsync()));
        browser.Path.ShouldBe("/book/again?why=taken");
        browser.Page.QuerySelectorAll("main form button").Length.ShouldBe(3);

        await browser.PressAsync(Continue);
        browser.Path.ShouldStartWith("/a/");
        browser.Heading.ShouldBe("تم حجز موعدك");
        (await CountAsync(clinic, "status = 'Booked' and source = 'Site'")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_gets_no_code_is_called_by_the_desk_and_keeps_the_time()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await AskedForCodeAsync(clinic);

        await browser.FollowAsync(".late a");
        browser.Text.ShouldContain("60");
        browser.Page.QuerySelectorAll("main form").Length.ShouldBe(1);

        web.Portal.Clock.Advance(TimeSpan.FromSeconds(61));
        await browser.FollowAsync(".late a");
        await browser.PressAsync(".late form button");

        browser.Heading.ShouldBe("سيتصل بك الاستقبال");
        (await CountAsync(clinic, "status = 'Proposed'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_holder_of_the_link_moves_and_cancels()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await BookedAsync(clinic);
        var link = browser.Path;
        var before = await browser.DownloadAsync($"{link}/calendar.ics");

        await browser.GoAsync($"{link}/move");
        await browser.FollowAsync(".times li:nth-child(3) a");
        await browser.PressTwiceAsync(Continue);
        browser.Path.ShouldBe($"{link}?moved=1");
        var after = await browser.DownloadAsync($"{link}/calendar.ics");
        Line(after, "UID").ShouldBe(Line(before, "UID"));
        Line(after, "DTSTART").ShouldNotBe(Line(before, "DTSTART"));
        Line(after, "DTSTART").ShouldStartWith("DTSTART;TZID=Africa/Cairo:");
        (Line(before, "SEQUENCE"), Line(after, "SEQUENCE")).ShouldBe(("SEQUENCE:1", "SEQUENCE:2"));

        await browser.GoAsync($"{link}/cancel");
        await browser.PressAsync("button.danger", ("Reason", "سفر"));
        browser.Path.ShouldBe(link);
        browser.Heading.ShouldBe("هذا الموعد ملغى");
        Line(await browser.DownloadAsync($"{link}/calendar.ics"), "STATUS").ShouldBe("STATUS:CANCELLED");
        (await CountAsync(clinic, "status = 'Cancelled' and cancel_reason = 'سفر' and version = 3")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_moves_may_take_any_doctor_and_keeps_the_own_one_where_that_one_is_free()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await BookedAsync(clinic);
        var link = browser.Path;
        var own = PractitionerId.From(await ReadAsync<Guid>(clinic, "practitioner_id"));
        var other = clinic.Practitioners.Single(p => p != own);
        var start = NodaTime.Instant.FromDateTimeUtc(await ReadAsync<DateTime>(clinic, "starts_at"));
        var (taken, free) = (start + NodaTime.Duration.FromHours(1), start + NodaTime.Duration.FromHours(2));
        await TakeAsync(clinic, own, taken);

        await browser.GoAsync($"{link}/move");
        browser.Page.QuerySelector($"a.time[href*='{taken.ToUnixTimeSeconds()}.']").ShouldBeNull();
        await browser.FollowAsync(".lead a");
        browser.Text.ShouldContain("أي طبيب");
        browser.Page.QuerySelector($"a.time[href*='{free.ToUnixTimeSeconds()}.{own.Value:N}']").ShouldNotBeNull();
        await browser.FollowAsync($"a.time[href*='{taken.ToUnixTimeSeconds()}.{other.Value:N}']");
        browser.Text.ShouldContain(clinic.Practitioners[0] == other ? "طبيب 0" : "طبيب 1");
        await browser.PressAsync(Continue);

        browser.Path.ShouldBe($"{link}?moved=1");
        (await CountAsync(clinic, $"practitioner_id = '{other}' and starts_at = '{taken}' and version = 2")).ShouldBe(1);
    }

    [Fact]
    public async Task The_time_of_a_doctor_who_has_left_is_moved_to_any_other()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await BookedAsync(clinic);
        var link = browser.Path;
        var own = await ReadAsync<Guid>(clinic, "practitioner_id");
        await web.Portal.AsSuperuserAsync<bool>(
            $"with setting as (select set_config('app.tenant_id', '{clinic.Id}', false)) update practitioners set retired = true from setting where id = '{own}' returning retired");
        web.Services.GetRequiredService<Domain.Platform.Live.TenantCache>().Forget(clinic.Id, Domain.Platform.Live.Topics.Rules);

        await browser.GoAsync($"{link}/move");
        await browser.FollowAsync(".times a");
        await browser.PressAsync(Continue);
        browser.Path.ShouldBe($"{link}?moved=1");
        (await CountAsync(clinic, $"practitioner_id <> '{own}' and version = 2")).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_somebody_else_overtook_shows_how_it_stands()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await BookedAsync(clinic);
        var link = browser.Path;
        await browser.GoAsync($"{link}/cancel");
        var other = await Browser(clinic).GoAsync($"{link}/move");
        await other.FollowAsync(".times li:nth-child(3) a");
        await other.PressAsync(Continue);

        await browser.PressAsync("button.danger");

        browser.Page.QuerySelector("[role=alert]").ShouldNotBeNull();
        (await CountAsync(clinic, "status = 'Booked'")).ShouldBe(1);
        await browser.PressAsync("button.danger"); // now that it was shown how it stands
        browser.Heading.ShouldBe("هذا الموعد ملغى");
    }

    [Fact]
    public async Task A_link_opens_nothing_on_another_clinics_host()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var link = (await BookedAsync(clinic)).Path;

        (await Browser(other).GoAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Browser(clinic).GoAsync(link + "x")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Browser(clinic).GoAsync(link)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_page_is_read_in_either_language()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await Browser(clinic).GoAsync("/book");
        browser.Page.DocumentElement.GetAttribute("dir").ShouldBe("rtl");

        await browser.FollowAsync("a.language");

        browser.Path.ShouldBe("/book");
        browser.Heading.ShouldBe("What do you need?");
        browser.Page.DocumentElement.GetAttribute("dir").ShouldBe("ltr");
    }

    [Fact]
    public async Task There_is_no_page_for_an_unknown_clinic_and_a_plain_one_for_a_suspended()
    {
        (await Browser("nobody").GoAsync("/")).Status.ShouldBe(HttpStatusCode.NotFound);

        var clinic = await TestClinic.CreateAsync(web.Portal);
        await web.Portal.AsSuperuserAsync<int>($"update tenants set status = 'Suspended' where id = '{clinic.Id}' returning 1");
        (await Browser(clinic).GoAsync("/")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task My_appointments_ask_for_the_phone_first()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await Browser(clinic).GoAsync("/me");
        browser.Path.ShouldStartWith("/me/sign-in");

        await browser.PressAsync(Continue, ("Phone", typedPhone));
        await browser.PressAsync(Continue, ("Code", await CodeAsync()));
        browser.Path.ShouldBe("/me");
        await browser.PressAsync(".signed-in button");
        (await browser.GoAsync("/me")).Path.ShouldStartWith("/me/sign-in");
    }

    [Fact]
    public async Task A_machine_that_keeps_taking_times_is_asked_to_wait()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = Browser(clinic);
        for (var i = 0; i < 50 && browser.Status != HttpStatusCode.TooManyRequests; i++)
        {
            await browser.GoAsync($"/book/{clinic.Service}/any");
            await browser.PressAsync(".time");
        }

        browser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.GoAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    FormBrowser Browser(TestClinic clinic) => Browser(clinic.Slug);

    FormBrowser Browser(string slug) => new(web.Handler(), new Uri($"http://{slug}.localhost"));

    async Task<string> CodeAsync()
    {
        var body = await web.Portal.AsSuperuserAsync<string>($"select body from messages where recipient = '{Phone}' order by created_at desc, id desc limit 1");
        return body.Split((char[]?)null).Select(Digits.Only).First(word => word.Length == 6);
    }

    static async Task ChooseTimeAsync(FormBrowser browser, TestClinic clinic)
    {
        await browser.GoAsync($"/book/{clinic.Service}/any");
        await browser.PressAsync(".time");
    }

    async Task<FormBrowser> AskedForCodeAsync(TestClinic clinic)
    {
        var browser = Browser(clinic);
        await ChooseTimeAsync(browser, clinic);
        return await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", typedPhone));
    }

    async Task<FormBrowser> BookedAsync(TestClinic clinic)
    {
        var browser = await AskedForCodeAsync(clinic);
        return await browser.PressAsync(Continue, ("Code", await CodeAsync()));
    }

    // the hold passes, and the desk gives the time to somebody at the counter
    async Task LoseTheTimeAsync(TestClinic clinic)
    {
        var start = await web.Portal.AsSuperuserAsync<DateTime>($"select starts_at from holds where tenant_id = '{clinic.Id}'");
        await web.Portal.AsSuperuserAsync<long>(
            $"with gone as (delete from claims where tenant_id = '{clinic.Id}' returning 1) select count(*) from gone");
        await using var scope = web.Portal.Scope(clinic.Id);
        var booked = await scope.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, null, NodaTime.Instant.FromDateTimeUtc(start), BookingSource.Desk), Cancellation);
        booked.Succeeded.ShouldBeTrue();
    }

    async Task TakeAsync(TestClinic clinic, PractitionerId practitioner, NodaTime.Instant start)
    {
        await using var scope = web.Portal.Scope(clinic.Id);
        (await scope.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, practitioner, start, BookingSource.Desk), Cancellation)).Succeeded.ShouldBeTrue();
    }

    Task<long> CountAsync(TestClinic clinic, string where) =>
        web.Portal.AsSuperuserAsync<long>($"select count(*) from appointments where tenant_id = '{clinic.Id}' and {where}");

    // what the visitor's only appointment says
    Task<T> ReadAsync<T>(TestClinic clinic, string column) =>
        web.Portal.AsSuperuserAsync<T>($"select {column} from appointments where tenant_id = '{clinic.Id}' and source = 'Site'");

    static string Line(string ics, string name) =>
        ics.Split("\r\n").SkipWhile(line => line != "BEGIN:VEVENT").First(line => line.StartsWith(name, StringComparison.Ordinal));
}
