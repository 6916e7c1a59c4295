using CsCheck;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Model;

/// <summary>Random stories of all commands, told to a simple model and to PostgreSQL: they agree on every answer, and on every claim that is left.</summary>
public sealed class ModelAgreementTests(TestPortal portal) : IClassFixture<TestPortal>
{
    const int Stories = 50, Steps = 200;

    static readonly UserId Sara = UserId.New();
    static readonly Action<Caller> BySara = caller => caller.BecomeStaff(Sara, "Sara", StaffRole.Receptionist);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    enum Kind { Book, Propose, Overbook, Hold, BookHeld, Move, Resize, Step, AnyStatus, Undo, Wait, Replay }

    /// <param name="Which">Of the appointments or visitors so far.</param>
    /// <param name="Slot">Tens of minutes after the opening.</param>
    /// <param name="Who">Number of the practitioner; 3 is any.</param>
    sealed record Act(Kind Kind, int Which, int Slot, int Who, int Choice, bool Stale);

    static readonly Gen<Act[]> Acts = Gen.Select(
        Gen.Enum<Kind>(), Gen.Int[0, 30], Gen.Int[0, 23], Gen.Int[0, 3], Gen.Int[0, 8], Gen.Int[0, 11].Select(n => n == 0),
        (kind, which, slot, who, choice, stale) => new Act(kind, which, slot, who, choice, stale)).Array[Steps];

    [Fact]
    public Task The_model_and_the_database_agree() => Acts.SampleAsync(async acts =>
    {
        var story = await Story.BeginAsync(portal);
        foreach (var act in acts)
            await story.GoOnAsync(act);
        await story.ShouldAgreeAsync();
    }, iter: Stories, threads: 1, print: acts => string.Join("\n", acts.Select(act => act.ToString())));

    sealed class Story(TestPortal portal, TestClinic clinic, Guid[] rooms, BookingModel model, Instant opening)
    {
        readonly Guid[] visitors = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        readonly List<Guid> known = [];
        (Func<Task<Result<AppointmentState, BookingError>>> Send, AppointmentState Answer)? last;
        int steps;

        public static async Task<Story> BeginAsync(TestPortal portal)
        {
            var clinic = await TestClinic.CreateAsync(portal, practitioners: 3, step: 10);
            Guid[] rooms = [Guid.CreateVersion7(), Guid.CreateVersion7()];
            await using var scope = portal.Scope(clinic.Id);
            await using var db = scope.Db();
            for (var i = 0; i < rooms.Length; i++)
            {
                db.Add(new Resource(clinic.Id, rooms[i]) { Kind = ResourceKind.Room, NameAr = "غرفة", NameEn = "Room", Position = i });
                db.Add(new ServiceResource(clinic.Id, clinic.Service, rooms[i]));
            }

            await db.SaveChangesAsync(Cancellation);
            await db.Set<Service>().ExecuteUpdateAsync(set => set.SetProperty(s => s.BufferBefore, 5).SetProperty(s => s.BufferAfter, 10), Cancellation);
            var model = new BookingModel([.. clinic.Practitioners.Select(p => p.Value)], rooms, Duration.FromMinutes(30), Duration.FromMinutes(5), Duration.FromMinutes(10));
            model.Wait(portal.Now);
            return new(portal, clinic, rooms, model, RebuiltFromEventsTests.Opening(portal.Now));
        }

        public async Task GoOnAsync(Act act)
        {
            var (start, visitor, key) = (opening + Duration.FromMinutes(10 * act.Slot), visitors[act.Which % visitors.Length], Guid.NewGuid());
            int? who = act.Who < 3 ? act.Who : null;
            var chosen = known.Count == 0 ? null : model.Appointments[known[act.Which % known.Count]];
            var version = chosen is null ? 0 : act.Stale ? chosen.Version - 1 : chosen.Version;
            switch (act.Kind)
            {
                case Kind.Book or Kind.Propose or Kind.BookHeld or Kind.Overbook:
                    await BookAsync(act.Kind, start, who, act.Kind == Kind.BookHeld ? visitor : null, key);
                    break;
                case Kind.Hold:
                    await HoldAsync(visitor, start, who, key);
                    break;
                case Kind.Move when chosen is not null:
                    await ChangeAsync(chosen.Id, () => clinic.MoveAsync(State(chosen), start, act.Who % 3, BySara, key, version), () => model.Move(chosen.Id, version, start, clinic.Practitioners[act.Who % 3].Value));
                    break;
                case Kind.Resize when chosen is not null:
                    var takes = Duration.FromMinutes(10 * (1 + act.Choice));
                    await ChangeAsync(chosen.Id, () => clinic.ResizeAsync(State(chosen), takes, BySara, key, version), () => model.Resize(chosen.Id, version, takes));
                    break;
                case Kind.Step when chosen is not null && AppointmentSteps.From(chosen.Status) is { Count: > 0 } ways:
                    await SetAsync(chosen.Id, version, ways[act.Choice % ways.Count], key);
                    break;
                case Kind.AnyStatus when chosen is not null:
                    await SetAsync(chosen.Id, version, (AppointmentStatus)act.Choice, key);
                    break;
                case Kind.Undo when chosen is not null:
                    await ChangeAsync(chosen.Id, () => UndoAsync(chosen.Id, version, key), () => model.Undo(chosen.Id, version));
                    break;
                case Kind.Wait:
                    await WaitAsync(TimeSpan.FromSeconds(act.Choice * 25));
                    break;
                case Kind.Replay when last is { } done:
                    (await done.Send()).Value.ShouldBe(done.Answer, "the same command again is answered and not done again");
                    break;
            }

            if (++steps % 25 == 0)
                await ShouldAgreeAsync();
        }

        // which of two free rooms is taken depends on whether somebody has met an expired hold in the other: so nobody does
        async Task WaitAsync(TimeSpan time)
        {
            portal.Clock.Advance(time);
            model.Wait(portal.Now);
            await using var scope = portal.Scope(clinic.Id);
            await using var db = scope.Db();
            await db.Set<Claim>().Where(c => c.ExpiresAt <= portal.Now).ExecuteDeleteAsync(Cancellation);
        }

        async Task BookAsync(Kind kind, Instant start, int? who, Guid? visitor, Guid key)
        {
            // the model is asked afterwards, as the database gives the id; the answer is compared all the same
            Task<Result<AppointmentState, BookingError>> Send() => SendAsync(kind, start, who, visitor, key);
            var result = await Send();
            var id = result.Succeeded ? result.Value.Id.Value : Guid.NewGuid();
            var expected = model.Book(id, start, who is { } n ? clinic.Practitioners[n].Value : null, visitor, kind == Kind.Overbook, kind == Kind.Propose ? AppointmentStatus.Proposed : AppointmentStatus.Booked);
            ShouldBeAs(expected, id, result);
            if (!result.Succeeded)
                return;
            known.Add(id);
            last = (Send, result.Value);
        }

        async Task<Result<AppointmentState, BookingError>> SendAsync(Kind kind, Instant start, int? who, Guid? visitor, Guid key)
        {
            await using var scope = portal.Scope(clinic.Id, kind == Kind.Propose ? TestPortal.Visitor : kind == Kind.BookHeld ? BookingScenes.Owner : BySara);
            return await scope.Get<BookAppointment>().ExecuteAsync(
                new(key, clinic.Patient, clinic.Service, who is { } n ? clinic.Practitioners[n] : null, start, BookingSource.Desk, Visitor: visitor)
                {
                    OverbookReason = kind == Kind.Overbook ? "urgent" : null,
                }, Cancellation);
        }

        async Task HoldAsync(Guid visitor, Instant start, int? who, Guid key)
        {
            var result = await clinic.HoldAsync(visitor, start, who, key);
            var hold = result.Succeeded ? result.Value.Id.Value : Guid.NewGuid();
            var expected = model.Hold(visitor, hold, start, who is { } n ? clinic.Practitioners[n].Value : null, result.Succeeded ? result.Value.ExpiresAt : model.Now);
            result.Succeeded.ShouldBe(expected is not null);
            if (result.Succeeded)
                result.Value.Practitioner.Value.ShouldBe(expected!.Value.Practitioner);
        }

        Task SetAsync(Guid id, int version, AppointmentStatus status, Guid key) =>
            ChangeAsync(id, () => clinic.SetAsync(State(model.Appointments[id]), status, BySara, key, version, "reason"), () => model.SetStatus(id, version, status));

        async Task ChangeAsync(Guid id, Func<Task<Result<AppointmentState, BookingError>>> send, Func<BookingError?> expect)
        {
            var result = await send();
            ShouldBeAs(expect(), id, result);
            if (result.Succeeded)
                last = (send, result.Value);
        }

        void ShouldBeAs(BookingError? expected, Guid id, Result<AppointmentState, BookingError> result)
        {
            if (expected is { } refusal)
                result.Error.ShouldBe(refusal);
            else
                result.Value.ShouldBe(State(model.Appointments[id]));
        }

        async Task<Result<AppointmentState, BookingError>> UndoAsync(Guid id, int version, Guid key)
        {
            await using var scope = portal.Scope(clinic.Id, BySara);
            return await scope.Get<UndoAppointmentChange>().ExecuteAsync(new(key, AppointmentId.From(id), version), Cancellation);
        }

        AppointmentState State(BookingModel.Appointment a) => new(
            AppointmentId.From(a.Id), PractitionerId.From(a.Practitioner), clinic.Service, clinic.Patient, a.Start, a.End, a.Status, a.Version);

        public async Task ShouldAgreeAsync()
        {
            await using var scope = portal.Scope(clinic.Id);
            await using var db = scope.Db();
            var claims = await db.Set<Claim>().Where(c => c.ExpiresAt == null || c.ExpiresAt > portal.Now).ToListAsync(Cancellation);
            claims.Select(c => (c.OwnerId, c.ResourceId, (int)c.Lane, c.Occupied.Start, c.Occupied.End)).ShouldBe(
                model.Claims.Where(c => c.Expires is null || c.Expires > portal.Now).Select(c => (c.Owner, c.Resource, c.Lane, c.From, c.To)), ignoreOrder: true);
            Guid[] resources = [.. clinic.Practitioners.Select(p => p.Value), .. rooms];
            var remembered = await scope.Get<CalendarCache>().ReadAsync(resources, opening - Duration.FromDays(1), opening + Duration.FromDays(1), null, null, Cancellation);
            remembered.ShouldBe(claims.Select(c => new Busy(c.ResourceId, c.StartsAt, c.EndsAt)), ignoreOrder: true, "what is kept in memory is what is claimed");
            var rows = await db.Set<Appointment>().ToListAsync(Cancellation);
            rows.Select(a => (a.Id.Value, a.Version, a.Status, a.PractitionerId.Value, a.RoomId!.Value, a.StartsAt, a.EndsAt, a.OverbookReason != null)).ShouldBe(
                model.Appointments.Values.Select(a => (a.Id, a.Version, a.Status, a.Practitioner, a.Room, a.Start, a.End, a.Overbooked)), ignoreOrder: true);
        }
    }
}
