using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>What a service's rules need to know is asked by chat too, once and only there; whom it is not for is told why and offered a person.</summary>
public sealed class VisitsByChatTests(FrontDeskScene scene) : IClassFixture<FrontDeskScene>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whether_it_is_the_first_visit_is_asked_once_and_decides_how_long_it_takes()
    {
        await SetAsync("Skin visit", s => s.NewPatientMinutes = 50);
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("skin visit on Wednesday")).ShouldContain("first visit");
        (await talk.SayAsync("yes, the first")).ShouldNotContain("first visit here");
        await talk.SayAllAsync("first slot", "Felix Hart 01077003001", "{code}", "yes");
        (await talk.AppointmentsAsync("+201077003001")).ShouldHaveSingleItem().ShouldStartWith("Booked Skin visit");
        (await LengthAsync("+201077003001")).ShouldBe(Duration.FromMinutes(50));
    }

    [Fact]
    public async Task No_to_the_first_visit_drops_nothing()
    {
        await SetAsync("Dental visit", s => s.NewPatientMinutes = 50);
        var talk = await scene.StartAsync();
        (await talk.SayAsync("عايز كشف أسنان الخميس")).ShouldContain("أول زيارة");
        (await talk.SayAsync("لا، مش أول مرة")).ShouldContain("كشف أسنان مع");
    }

    [Fact]
    public async Task A_service_for_children_asks_the_date_of_birth_and_is_refused_with_the_reason()
    {
        await SetAsync("Children's visit", s => s.MaxAge = 14);
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("children's visit on Thursday, first slot", "Omar Sabry 01077003002");
        var held = await HoldsAsync();
        (await talk.SayAsync("the code didn't come")).ShouldContain("date of birth");
        (await talk.SayAsync("3 May 1990")).ShouldContain("aged up to 14, so I cannot book it");
        (await HoldsAsync()).ShouldBe(held - 1, "the time is let go");
        (await talk.SayAsync("yes please")).ShouldNotBeEmpty();
        (await talk.ReadAsync()).State.ShouldNotBe(ConversationState.Agent);
        (await talk.AppointmentsAsync("+201077003002")).ShouldBeEmpty();

        var child = await scene.StartAsync("en");
        await child.SayAllAsync("children's visit on Thursday, first slot", "Adam Sabry 01077003003", "{code}");
        (await child.SayAsync("he is 6")).ShouldContain("Shall I book it?");
        await child.SayAsync("yes");
        (await child.AppointmentsAsync("+201077003003")).ShouldHaveSingleItem().ShouldStartWith("Booked");
        (await scene.ReadAsync(db => db.Set<Patient>().Where(p => p.Phone == "+201077003003").Select(p => p.BirthDate).SingleAsync(Cancellation))).ShouldBe(new LocalDate(2020, 1, 1));
    }

    [Fact]
    public async Task A_branch_is_asked_by_name_and_read_back_with_the_deposit()
    {
        var (maadi, zamalek) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await ChangeAsync(async db =>
        {
            db.Add(new Location(scene.Clinic, maadi) { NameAr = "فرع المعادي", NameEn = "Maadi branch", AddressEn = "9 El Nasr St" });
            db.Add(new Location(scene.Clinic, zamalek) { NameAr = "فرع الزمالك", NameEn = "Zamalek branch", Position = 1 });
            var doctor = await db.Set<Practitioner>().Where(p => p.NameEn.Contains("Sara")).Select(p => p.Id).SingleAsync(Cancellation);
            foreach (var schedule in await db.Set<WeeklySchedule>().Where(s => s.PractitionerId == doctor && s.ValidFrom == null).ToListAsync(Cancellation))
            {
                await db.Set<WeeklyHours>().Where(h => h.ScheduleId == schedule.Id).ExecuteDeleteAsync(Cancellation);
                db.Add(new WeeklyHours(scene.Clinic, schedule.Id, IsoDayOfWeek.Monday, new(11, 0)) { To = new(14, 0), LocationId = maadi });
                db.Add(new WeeklyHours(scene.Clinic, schedule.Id, IsoDayOfWeek.Tuesday, new(11, 0)) { To = new(14, 0), LocationId = zamalek });
            }

            (await db.Set<Service>().AsTracking().SingleAsync(s => s.NameEn == "Women's health visit", Cancellation)).Deposit = 100;
        });
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("women's health visit please, first slot")).ShouldContain("Maadi branch, Zamalek branch");
        (await talk.SayAsync("in Zamalek")).ShouldContain("mobile number");
        var readBack = await talk.SayAllAsync("Nora Quinn 01077003004", "{code}");
        readBack.ShouldContain("At Zamalek branch.");
        readBack.ShouldContain("A deposit of 100");
        await talk.SayAsync("yes");
        (await talk.AppointmentsAsync("+201077003004")).ShouldHaveSingleItem().ShouldContain("Tuesday");
    }

    [Fact]
    public async Task Who_missed_appointments_is_told_that_the_desk_books()
    {
        await ChangeAsync(async db =>
        {
            var settings = await db.Set<BookingSettings>().AsTracking().SingleAsync(Cancellation);
            (settings.NoShowPolicy, settings.NoShowLimit) = (NoShowPolicy.DeskOnly, 1);
        });
        try
        {
            var talk = await scene.StartAsync("en");
            await talk.SayAllAsync("internal medicine visit on Monday, first slot", "Peter Gray 01077003005", "{code}", "yes");
            await scene.Portal.AsSuperuserAsync<int>("update appointments set status = 'NoShow', starts_at = starts_at - interval '7 days', ends_at = ends_at - interval '7 days' where patient_id = (select id from patients where phone = '+201077003005') returning 1");
            (await talk.SayAllAsync("internal medicine visit on Tuesday, first slot", "yes")).ShouldContain("booked by our desk");
        }
        finally
        {
            await ChangeAsync(async db => (await db.Set<BookingSettings>().AsTracking().SingleAsync(Cancellation)).NoShowPolicy = NoShowPolicy.None);
        }
    }

    [Theory]
    [InlineData("3/5/1990", "1990-05-03")]
    [InlineData("he was born on 3 May 1990", "1990-05-03")]
    [InlineData("٣ مايو ١٩٩٠", "1990-05-03")]
    [InlineData("عنده ٦ سنين", "2020-01-01")]
    [InlineData("I don't know", null)]
    [InlineData("6", "2020-01-01")]
    [InlineData("can we make it 5 instead?", null)]
    [InlineData("ممكن الساعة ٥", null)]
    [InlineData("at 5", null)]
    public void A_date_of_birth_is_read_out_of_a_sentence(string said, string? born) =>
        VisitAnswers.BirthDate(said, new(2026, 11, 22)).ShouldBe(born is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(born).Value);

    [Theory]
    [InlineData("I have never been here before", true)]
    [InlineData("I haven't been here before", true)]
    [InlineData("yes, the first", true)]
    [InlineData("I am new", true)]
    [InlineData("I was here before", false)]
    [InlineData("no, not the first", false)]
    [InlineData("not my first, I came before", false)]
    [InlineData("عمري ما جيت قبل كده", true)]
    [InlineData("أول مرة", true)]
    [InlineData("ما جيتش قبل كده", true)]
    [InlineData("جيت قبل كده", false)]
    [InlineData("لا، مش أول مرة", false)]
    [InlineData("awel mara", true)]
    [InlineData("3omri ma geet abl keda", true)]
    [InlineData("geet abl keda", false)]
    [InlineData("mesh awel mara", false)]
    [InlineData("yes", null)]
    public void A_first_visit_is_told_from_a_later_one(string said, bool? first) => VisitAnswers.FirstSaid(said).ShouldBe(first);

    [Theory]
    [InlineData("a girl", Gender.Female)]
    [InlineData("ذكر", Gender.Male)]
    [InlineData("I don't know", null)]
    public void A_gender_is_read_out_of_a_sentence(string said, Gender? gender) => VisitAnswers.GenderSaid(said).ShouldBe(gender);

    Task SetAsync(string service, Action<Service> change) => ChangeAsync(async db => change(await db.Set<Service>().AsTracking().SingleAsync(s => s.NameEn == service, Cancellation)));

    async Task ChangeAsync(Func<PortalDbContext, Task> change)
    {
        await using var scope = scene.Portal.Scope(scene.Clinic);
        await using var db = scope.Db();
        await change(db);
        await db.SaveChangesAsync(Cancellation);
        scene.Portal.Forget(scene.Clinic);
    }

    Task<int> HoldsAsync() => scene.ReadAsync(db => db.Set<Hold>().CountAsync(Cancellation));

    Task<Duration> LengthAsync(string phone) => scene.ReadAsync(async db =>
    {
        var found = await (from a in db.Set<Appointment>() join p in db.Set<Patient>() on a.PatientId equals p.Id where p.Phone == phone select new { a.StartsAt, a.EndsAt }).SingleAsync(Cancellation);
        return found.EndsAt - found.StartsAt;
    });
}
