using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking.Feeds;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Feeds;

/// <summary>Who makes a feed, what it tells, and when it ends.</summary>
public sealed class FeedTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Action<Caller> Administrator = TestPortal.Staff(StaffRole.Administrator);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FeedDetail.BusyOnly, null, null)]
    [InlineData(FeedDetail.Initials, "م. س.", "كشف")]
    [InlineData(FeedDetail.FullName, "منى السيد", "كشف")]
    public async Task A_feed_tells_of_patients_what_it_was_made_to_tell(FeedDetail detail, string? patient, string? service)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        await clinic.BookAsync(BookingScenes.Monday(11), practitioner: 1);
        var made = (await MakeAsync(clinic, detail: detail)).Value;

        var entry = (await ReadAsync(clinic, made.Secret)).Value.Entries.ShouldHaveSingleItem();

        (entry.Id, entry.Version, entry.Start, entry.Patient, entry.Service).ShouldBe((booked.Id, booked.Version, booked.Start, patient, service));
    }

    [Fact]
    public async Task A_rooms_feed_tells_what_is_in_it_and_which_doctor_whoever_the_patient()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var room = new Resource(clinic.Id, Guid.CreateVersion7()) { Kind = ResourceKind.Room, NameAr = "غرفة ١", NameEn = "Room 1" };
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.AddRange(room, new ServiceResource(clinic.Id, clinic.Service, room.Id));
            await db.SaveChangesAsync(Cancellation);
        }

        portal.Services.GetRequiredService<TenantCache>().Forget(clinic.Id, Topics.Rules);
        var (one, two) = ((await clinic.BookAsync(BookingScenes.Monday(10))).Value, (await clinic.BookAsync(BookingScenes.Monday(11), practitioner: 1)).Value);
        await using var administrator = portal.Scope(clinic.Id, Administrator);
        (await administrator.Get<ListFeeds>().ExecuteAsync(false, Cancellation)).Value.Calendars.Single(c => c.IsRoom).Resource.ShouldBe(room.Id);
        var made = (await administrator.Get<MakeFeed>().ExecuteAsync(new(room.Id, FeedDetail.BusyOnly, "ar", null), Cancellation)).Value;

        var read = (await ReadAsync(clinic, made.Secret)).Value;

        read.Name.ShouldBe("غرفة ١");
        read.Entries.Select(e => (e.Id, e.Doctor, e.Patient, e.Service)).ShouldBe([(one.Id, "طبيب 0", null, null), (two.Id, "طبيب 1", null, null)]);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
            await db.Set<Resource>().Where(r => r.Id == room.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Retired, true), Cancellation);
        (await ReadAsync(clinic, made.Secret)).Error.ShouldBe(FeedError.Gone);
    }

    [Fact]
    public async Task The_secret_is_kept_nowhere_and_a_new_one_ends_the_old()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var made = (await MakeAsync(clinic)).Value;
        (await portal.AsSuperuserAsync<long>($"select count(*) from calendar_feeds f where f.tenant_id = '{clinic.Id}' and f::text like '%{made.Secret}%'")).ShouldBe(0);
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries a where a.tenant_id = '{clinic.Id}' and a::text like '%{made.Secret}%'")).ShouldBe(0);

        var renewed = (await ActAsync<RenewFeed, Result<MakeFeed.Made, FeedError>>(clinic, use => use.ExecuteAsync(made.Id, Cancellation))).Value;

        (await ReadAsync(clinic, made.Secret)).Error.ShouldBe(FeedError.NotFound);
        (await ReadAsync(clinic, renewed.Secret)).Succeeded.ShouldBeTrue();
        (await ActAsync<RevokeFeed, Result<Done, FeedError>>(clinic, use => use.ExecuteAsync(made.Id, Cancellation))).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic, renewed.Secret)).Error.ShouldBe(FeedError.Gone);
        (await ActAsync<RevokeFeed, Result<Done, FeedError>>(clinic, use => use.ExecuteAsync(made.Id, Cancellation))).Error.ShouldBe(FeedError.NotFound);
    }

    [Fact]
    public async Task Each_read_is_in_the_trail_with_the_feed_that_read()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var made = (await MakeAsync(clinic)).Value;
        await ReadAsync(clinic, made.Secret);
        await ReadAsync(clinic, made.Secret);
        (await portal.AsSuperuserAsync<long>(
            $"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and action = 'feed.read' and outcome = 'done' and actor_kind = 'Program' and actor_id = '{made.Id}'")).ShouldBe(2);
        (await ListAsync(clinic, Administrator, own: false)).Value.Rows.ShouldHaveSingleItem().LastReadAt.ShouldBe(portal.Now);
    }

    [Fact]
    public async Task A_doctor_makes_one_of_the_own_calendar_and_of_no_other()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = await GiveAccountAsync(clinic, 0);
        var doctor = Doctor(user);
        (await MakeAsync(clinic, doctor, practitioner: 1)).Error.ShouldBe(FeedError.Forbidden);
        var own = (await MakeAsync(clinic, doctor)).Value;
        var others = (await MakeAsync(clinic, practitioner: 1)).Value;

        var list = (await ListAsync(clinic, doctor, own: true)).Value;
        list.Calendars.ShouldHaveSingleItem().Resource.ShouldBe(clinic.Practitioners[0].Value);
        list.Rows.ShouldHaveSingleItem().Id.ShouldBe(own.Id);
        (await ActAsync<RevokeFeed, Result<Done, FeedError>>(clinic, use => use.ExecuteAsync(others.Id, Cancellation), doctor)).Error.ShouldBe(FeedError.Forbidden);
        (await ActAsync<RenewFeed, Result<MakeFeed.Made, FeedError>>(clinic, use => use.ExecuteAsync(others.Id, Cancellation), doctor)).Error.ShouldBe(FeedError.Forbidden);
        (await ActAsync<RevokeFeed, Result<Done, FeedError>>(clinic, use => use.ExecuteAsync(own.Id, Cancellation), doctor)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_else_makes_or_sees_any()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var caller in (Action<Caller>[])[BookingScenes.Desk, BookingScenes.Owner, TestPortal.Visitor, c => c.BecomeProgram(Guid.NewGuid(), ApiScopes.All)])
        {
            (await MakeAsync(clinic, caller)).Error.ShouldBe(FeedError.Forbidden);
            (await ListAsync(clinic, caller, own: false)).Error.ShouldBe(FeedError.Forbidden);
            (await ListAsync(clinic, caller, own: true)).Error.ShouldBe(FeedError.Forbidden);
        }

        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and action like 'feed.%' and outcome = 'Forbidden'")).ShouldBe(12);
    }

    [Fact]
    public async Task A_feed_ends_with_its_doctor()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = await GiveAccountAsync(clinic, 0);
        var own = (await MakeAsync(clinic, Doctor(user))).Value;
        var administrators = (await MakeAsync(clinic)).Value;
        (await ReadAsync(clinic, own.Secret)).Succeeded.ShouldBeTrue();

        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            await db.Set<Membership>().Where(m => m.UserId == user).ExecuteUpdateAsync(set => set.SetProperty(m => m.Active, false), Cancellation);
            (await ReadAsync(clinic, own.Secret)).Error.ShouldBe(FeedError.Gone);
            (await ReadAsync(clinic, administrators.Secret)).Error.ShouldBe(FeedError.Gone);

            // the calendar is somebody else's now: what the clinic made goes on, what the doctor made does not
            await db.Set<Practitioner>().Where(p => p.Id == clinic.Practitioners[0]).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserId, (UserId?)null), Cancellation);
            (await ReadAsync(clinic, own.Secret)).Error.ShouldBe(FeedError.Gone);
            (await ReadAsync(clinic, administrators.Secret)).Succeeded.ShouldBeTrue();
            await db.Set<Practitioner>().Where(p => p.Id == clinic.Practitioners[0]).ExecuteUpdateAsync(set => set.SetProperty(p => p.Retired, true), Cancellation);
            (await ReadAsync(clinic, administrators.Secret)).Error.ShouldBe(FeedError.Gone);
        }
    }

    [Fact]
    public async Task A_secret_opens_nothing_at_another_clinic()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var made = (await MakeAsync(clinic)).Value;
        (await ReadAsync(other, made.Secret)).Error.ShouldBe(FeedError.NotFound);
        (await ActAsync<RevokeFeed, Result<Done, FeedError>>(other, use => use.ExecuteAsync(made.Id, Cancellation))).Error.ShouldBe(FeedError.NotFound);
        await using var scope = portal.Scope(other.Id, Administrator);
        (await scope.Get<MakeFeed>().ExecuteAsync(new(clinic.Practitioners[0].Value, FeedDetail.BusyOnly, "ar", null), Cancellation)).Error.ShouldBe(FeedError.NotFound);
    }

    [Fact]
    public async Task There_are_ten_of_a_calendar_at_most()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        for (var n = 0; n < MakeFeed.Most; n++)
            (await MakeAsync(clinic)).Succeeded.ShouldBeTrue();
        (await MakeAsync(clinic)).Error.ShouldBe(FeedError.TooMany);
        (await MakeAsync(clinic, practitioner: 1)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("منى السيد", "م. س.")]
    [InlineData("Mona  El-Sayed Ahmed", "M. A.")]
    [InlineData("نور", "ن.")]
    [InlineData("😀 x", "😀. x.")]
    [InlineData("  ", "")]
    public void First_letters_of_a_name(string name, string initials) => Initials.Of(name).ShouldBe(initials);

    async Task<Result<MakeFeed.Made, FeedError>> MakeAsync(TestClinic clinic, Action<Caller>? caller = null, FeedDetail detail = FeedDetail.BusyOnly, int practitioner = 0)
    {
        await using var scope = portal.Scope(clinic.Id, caller ?? Administrator);
        return await scope.Get<MakeFeed>().ExecuteAsync(new(clinic.Practitioners[practitioner].Value, detail, "ar", "هاتف"), Cancellation);
    }

    async Task<Result<ReadFeed.Contents, FeedError>> ReadAsync(TestClinic clinic, string secret)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<ReadFeed>().ExecuteAsync(secret, Cancellation);
    }

    async Task<Result<ListFeeds.Feeds, FeedError>> ListAsync(TestClinic clinic, Action<Caller> caller, bool own)
    {
        await using var scope = portal.Scope(clinic.Id, caller);
        return await scope.Get<ListFeeds>().ExecuteAsync(own, Cancellation);
    }

    async Task<TResult> ActAsync<TUse, TResult>(TestClinic clinic, Func<TUse, Task<TResult>> act, Action<Caller>? caller = null) where TUse : notnull
    {
        await using var scope = portal.Scope(clinic.Id, caller ?? Administrator);
        return await act(scope.Get<TUse>());
    }

    static Action<Caller> Doctor(UserId user) => caller => caller.BecomeStaff(user, "Doctor", StaffRole.Doctor);

    async Task<UserId> GiveAccountAsync(TestClinic clinic, int practitioner)
    {
        var user = UserId.New();
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        db.Add(new Membership(clinic.Id, user) { Roles = StaffRole.Doctor, CreatedAt = portal.Now });
        await db.SaveChangesAsync(Cancellation);
        await db.Set<Practitioner>().Where(p => p.Id == clinic.Practitioners[practitioner]).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserId, user), Cancellation);
        return user;
    }
}
