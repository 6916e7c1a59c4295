using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Text;
using Portal.Tests.Support;

namespace Portal.Tests.Site;

/// <summary>What a booking asks because a service's rules need it, as a browser without script meets it: first visits, branches, ages, deposits, missed appointments.</summary>
public sealed class VisitPagesTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Continue = "main form button";
    static int phones;

    readonly string typedPhone = $"0111 {Interlocked.Increment(ref phones):0000000}";

    string Phone => "+20" + typedPhone.Replace(" ", "", StringComparison.Ordinal)[1..];

    [Fact]
    public async Task A_first_visit_is_asked_for_where_it_takes_longer_and_gets_its_time()
    {
        var clinic = await OpenAsync();
        await clinic.TermsAsync(s => s.NewPatientMinutes = 60);
        var browser = await Browser(clinic).GoAsync("/book");
        await browser.FollowAsync(".choice");
        browser.Heading.ShouldBe("هل هذه أول زيارة لك هنا؟");
        browser.Text.ShouldContain("الخطوة 2 من 5");
        await browser.FollowAsync(".choice"); // yes
        await browser.FollowAsync(".choice"); // any doctor
        browser.Path.ShouldContain("first=yes");
        browser.Text.ShouldContain("أول زيارة: 60 دقيقة");

        await browser.PressAsync(".time");
        await DetailsAsync(browser);
        browser.Text.ShouldContain("أول زيارة");
        (await ReadAsync<string>(clinic, "visit_kind")).ShouldBe("New");
        (await ReadAsync<int>(clinic, "extract(epoch from ends_at - starts_at)::int")).ShouldBe(3600);

        // whose phone is proved is known, and not asked again
        await browser.GoAsync("/book");
        await browser.FollowAsync(".choice");
        browser.Heading.ShouldBe("مع أي طبيب؟");
        (await browser.GoAsync($"/book/{clinic.Service}/any")).Path.ShouldBe($"/book/{clinic.Service}/any");
    }

    [Fact]
    public async Task Who_says_to_have_been_here_and_was_not_gets_the_longer_time_they_need()
    {
        var clinic = await OpenAsync(practitioners: 1);
        await clinic.TermsAsync(s => s.NewPatientMinutes = 60);
        var browser = await Browser(clinic).GoAsync($"/book/{clinic.Service}/any");
        browser.Path.ShouldBe($"/book/{clinic.Service}/visit");
        await browser.FollowAsync("li:nth-child(2) .choice"); // no
        await browser.PressAsync(".times li:nth-child(2) .time");
        var start = await web.Portal.AsSuperuserAsync<DateTime>($"select starts_at from holds where tenant_id = '{clinic.Id}'");
        await BookAtAsync(clinic, Instant.FromDateTimeUtc(start) + Duration.FromMinutes(30));

        await DetailsAsync(browser);

        browser.Path.ShouldBe("/book/again?why=longer");
        browser.Heading.ShouldBe("أول زيارة تحتاج وقتًا أطول");
        await browser.PressAsync(Continue);
        browser.Heading.ShouldBe("تم حجز موعدك");
        (await ReadAsync<int>(clinic, "extract(epoch from ends_at - starts_at)::int")).ShouldBe(3600);
    }

    [Fact]
    public async Task A_branch_is_chosen_before_the_times_and_shown_until_the_calendar_file()
    {
        var clinic = await OpenAsync();
        var (maadi, zamalek) = await clinic.BranchesAsync();
        var browser = await Browser(clinic).GoAsync("/book");
        await browser.FollowAsync(".choice");
        browser.Heading.ShouldBe("أي فرع؟");
        browser.Text.ShouldContain("٩ شارع النصر");
        await browser.FollowAsync($"a[href*='{maadi}']");
        // of one doctor there the doctor is not asked
        browser.Path.ShouldStartWith($"/book/{clinic.Service}/{clinic.Practitioners[0]}?at={maadi}");
        browser.Text.ShouldContain("الفرع: فرع المعادي، ٩ شارع النصر");
        browser.Page.QuerySelectorAll(".time").ShouldAllBe(time => Hour(time.GetAttribute("value")!) < 13);

        await browser.PressAsync(".time");
        browser.Text.ShouldContain("فرع المعادي");
        await DetailsAsync(browser);
        browser.Text.ShouldContain("٩ شارع النصر");
        var link = browser.Path;
        (await browser.DownloadAsync($"{link}/calendar.ics")).Replace("\r\n ", "", StringComparison.Ordinal).ShouldContain("فرع المعادي");

        // to another branch
        await browser.GoAsync($"{link}/move");
        browser.Page.QuerySelectorAll(".time").ShouldAllBe(time => !time.TextContent.Contains("فرع", StringComparison.Ordinal));
        await browser.FollowAsync(".where a");
        browser.Page.QuerySelectorAll(".time").ShouldContain(time => time.TextContent.Contains("فرع الزمالك", StringComparison.Ordinal));
        await browser.GoAsync($"{link}/move?at={zamalek}");
        await browser.FollowAsync(".times a");
        browser.Text.ShouldContain("فرع الزمالك");
        await browser.PressAsync(Continue);
        browser.Text.ShouldContain("٤ شارع حسن صبري");
    }

    [Fact]
    public async Task A_service_for_children_asks_the_date_of_birth_and_is_refused_to_others_with_what_fits()
    {
        var clinic = await OpenAsync();
        await clinic.TermsAsync(s => (s.MinAge, s.MaxAge) = (2, 14));
        await clinic.ChangeAsync(async db =>
        {
            var adults = new Service(clinic.Id, ServiceId.New()) { NameAr = "كشف كبار", NameEn = "Adults", Minutes = 30, Colour = "#0f766e", Position = 1, MinAge = 18 };
            db.Add(adults);
            db.Add(new PractitionerService(clinic.Id, clinic.Practitioners[0], adults.Id));
            await Task.CompletedTask;
        });
        var browser = await Browser(clinic).GoAsync("/book");
        browser.Text.ShouldContain("من سن 2 إلى 14");
        await browser.GoAsync($"/book/{clinic.Service}/any");
        await browser.PressAsync(".time");
        await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", typedPhone));
        browser.Page.QuerySelector("#birth-error").ShouldNotBeNull();
        browser.Page.QuerySelector("#birth")!.HasAttribute("autofocus").ShouldBeTrue();

        await browser.PressAsync(Continue, ("Input.BirthDate", "٣/٥/١٩٩٠"));
        browser.Path.ShouldBe("/book/details");
        browser.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("للمرضى من سن 2 إلى 14");
        browser.Page.QuerySelector(".choices")!.TextContent.ShouldContain("كشف كبار");
        browser.Value("Input.Name").ShouldBe("نور أحمد");

        await browser.PressAsync(Continue, ("Input.BirthDate", "3/5/2020"));
        await browser.PressAsync(Continue, ("Code", await CodeAsync()));
        browser.Heading.ShouldBe("تم حجز موعدك");
        (await web.Portal.AsSuperuserAsync<DateOnly>($"select birth_date from patients where tenant_id = '{clinic.Id}' and phone = '{Phone}'")).ShouldBe(new DateOnly(2020, 5, 3));

        // known now: the same person is not asked, and a second one is
        await browser.GoAsync($"/book/{clinic.Service}/any");
        await browser.PressAsync(".time");
        await browser.PressAsync(Continue);
        browser.Heading.ShouldBe("تم حجز موعدك");
    }

    [Fact]
    public async Task A_service_for_women_asks_the_gender()
    {
        var clinic = await OpenAsync();
        await clinic.TermsAsync(s => s.Gender = Gender.Female);
        var browser = await Browser(clinic).GoAsync($"/book/{clinic.Service}/any");
        await browser.PressAsync(".time");
        await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", typedPhone));
        browser.Page.QuerySelector("#gender-error").ShouldNotBeNull();
        await browser.PressAsync(Continue, ("Input.Gender", "Male"));
        browser.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("للنساء");
        await browser.PressAsync(Continue, ("Input.Gender", "Female"));
        browser.Path.ShouldBe("/book/code");
    }

    [Fact]
    public async Task A_deposit_is_said_before_and_after_the_booking()
    {
        var clinic = await OpenAsync();
        await clinic.TermsAsync(s => s.Deposit = 150);
        var browser = await Browser(clinic).GoAsync($"/book/{clinic.Service}/any");
        browser.Page.QuerySelector(".lead")!.TextContent.ShouldContain("عربون 150 جنيه");
        await browser.PressAsync(".time");
        browser.Text.ShouldContain("150 جنيه");
        await DetailsAsync(browser);
        browser.Text.ShouldContain("يُدفع في الاستقبال");
        (await ReadAsync<decimal>(clinic, "deposit")).ShouldBe(150);
    }

    [Fact]
    public async Task Who_was_seen_within_the_window_is_offered_the_same_doctor_first_and_the_follow_ups_price()
    {
        var clinic = await OpenAsync();
        await clinic.TermsAsync(s => (s.RevisitDays, s.FollowUpMinutes, s.FollowUpPrice) = (14, 10, 0m));
        await clinic.VisitedAsync(Monday(10), practitioner: 1);
        var browser = await SignedInAsync(clinic);
        await browser.GoAsync($"/book/{clinic.Service}");
        var first = browser.Page.QuerySelector(".choice")!;
        first.TextContent.ShouldContain("إعادة مع طبيب 1");
        first.TextContent.ShouldContain("مجانًا");
        await browser.FollowAsync(".choice");
        browser.Page.QuerySelector(".note.ok")!.TextContent.ShouldContain("30 نوفمبر");
        await browser.PressAsync(".time");
        browser.Text.ShouldContain("مجانًا");
        await browser.PressAsync(Continue);
        browser.Text.ShouldContain("إعادة");
        (await ReadAsync<string>(clinic, "visit_kind")).ShouldBe("FollowUp");
        (await ReadAsync<decimal>(clinic, "price")).ShouldBe(0);
    }

    [Theory]
    [InlineData(NoShowPolicy.DeskOnly)]
    [InlineData(NoShowPolicy.AskToConfirm)]
    [InlineData(NoShowPolicy.AskDeposit)]
    public async Task What_missed_appointments_ask_for_is_said_before_the_booking(NoShowPolicy policy)
    {
        var clinic = await OpenAsync();
        await clinic.PolicyAsync(policy, 100);
        await clinic.VisitedAsync(Monday(10), AppointmentStatus.NoShow);
        var browser = await SignedInAsync(clinic);
        await browser.GoAsync($"/book/{clinic.Service}/any");
        if (policy == NoShowPolicy.AskDeposit)
            browser.Page.QuerySelector(".lead")!.TextContent.ShouldContain("عربون 100 جنيه");
        else
            browser.Page.QuerySelector(".note")!.TextContent.ShouldContain("لعدم الحضور في مواعيد سابقة");
        await browser.PressAsync(".time");
        await browser.PressAsync(Continue);
        browser.Heading.ShouldBe(policy switch { NoShowPolicy.DeskOnly => "الاستقبال يحجز لك", NoShowPolicy.AskToConfirm => "سيتصل بك الاستقبال", _ => "تم حجز موعدك" });
        if (policy == NoShowPolicy.AskDeposit)
            (await ReadAsync<decimal>(clinic, "deposit")).ShouldBe(100);
    }

    [Fact]
    public async Task A_stranger_with_the_name_and_phone_of_a_patient_is_told_nothing_of_their_record()
    {
        var clinic = await OpenAsync();
        await clinic.TermsAsync(s => s.MinAge = 18);
        await clinic.PolicyAsync(NoShowPolicy.DeskOnly);
        await clinic.VisitedAsync(Monday(10), AppointmentStatus.NoShow);
        var browser = await Browser(clinic).GoAsync($"/book/{clinic.Service}/any");
        browser.Text.ShouldNotContain("لعدم الحضور");
        await browser.PressAsync(".time");
        await browser.PressAsync(Continue, ("Input.Name", "منى السيد"), ("Input.Phone", TestClinic.PatientPhone), ("Input.BirthDate", "1990"));
        browser.Path.ShouldBe("/book/code");
        browser.Text.ShouldNotContain("لعدم الحضور");
        (await web.Portal.AsSuperuserAsync<bool>($"select birth_date is null from patients where id = '{clinic.Patient}'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_proposal_by_link_shows_what_the_record_asks_for_once_the_desk_has_accepted_it()
    {
        var clinic = await OpenAsync();
        await clinic.PolicyAsync(NoShowPolicy.AskDeposit, 100);
        await clinic.VisitedAsync(Monday(10), AppointmentStatus.NoShow);
        await using var visitor = web.Portal.Scope(clinic.Id, TestPortal.Visitor);
        var proposed = (await visitor.Get<Domain.Booking.BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], Monday(12), BookingSource.Site), TestContext.Current.CancellationToken)).Value;
        var link = web.Services.GetRequiredService<Domain.Booking.AppointmentLinks>().Path(clinic.Id, proposed.Id);
        var browser = await Browser(clinic).GoAsync(link);
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Text.ShouldNotContain("100 جنيه");

        await using var desk = web.Portal.Scope(clinic.Id, TestPortal.Staff(Domain.Platform.Callers.StaffRole.Receptionist));
        (await desk.Get<Domain.Booking.ChangeAppointmentStatus>().ExecuteAsync(
            new(Guid.NewGuid(), proposed.Id, proposed.Version, AppointmentStatus.Booked), TestContext.Current.CancellationToken)).Succeeded.ShouldBeTrue();
        await browser.GoAsync(link);
        browser.Text.ShouldContain("100 جنيه");
    }

    static Instant Monday(int hour) => Instant.FromUtc(2026, 11, 23, hour - 2, 0);

    static int Hour(string slot) => Instant.FromUnixTimeSeconds(long.Parse(slot.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)).InZone(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).Hour;

    Task<TestClinic> OpenAsync(int practitioners = 2) => TestClinic.CreateAsync(web.Portal, practitioners);

    FormBrowser Browser(TestClinic clinic) => new(web.Handler(), new Uri($"http://{clinic.Slug}.localhost"));

    async Task DetailsAsync(FormBrowser browser)
    {
        await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", typedPhone));
        await browser.PressAsync(Continue, ("Code", await CodeAsync()));
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    async Task<FormBrowser> SignedInAsync(TestClinic clinic)
    {
        await clinic.ChangeAsync(async db => (await db.Set<Patient>().AsTracking().SingleAsync(p => p.Id == clinic.Patient)).Phone = Phone);
        var browser = await Browser(clinic).GoAsync("/me/sign-in");
        await browser.PressAsync(Continue, ("Phone", typedPhone));
        return await browser.PressAsync(Continue, ("Code", await CodeAsync()));
    }

    async Task BookAtAsync(TestClinic clinic, Instant start)
    {
        await using var scope = web.Portal.Scope(clinic.Id);
        (await scope.Get<Domain.Booking.BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], start, BookingSource.Desk), TestContext.Current.CancellationToken)).Succeeded.ShouldBeTrue();
    }

    async Task<string> CodeAsync()
    {
        var body = await web.Portal.AsSuperuserAsync<string>($"select body from messages where recipient = '{Phone}' order by created_at desc, id desc limit 1");
        return body.Split((char[]?)null).Select(Digits.Only).First(word => word.Length == 6);
    }

    Task<T> ReadAsync<T>(TestClinic clinic, string column) =>
        web.Portal.AsSuperuserAsync<T>($"select {column} from appointments where tenant_id = '{clinic.Id}' and source = 'Site'");
}
