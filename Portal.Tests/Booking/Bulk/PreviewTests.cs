using CsCheck;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Bulk;

/// <summary>What the preview shows can be done: every place is offered by the rules, and no two are one.</summary>
public sealed class PreviewTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static readonly Gen<(int Sick, int[] Others, int[] Later, int Buffer, int Limit, bool Room, BulkKind Kind, BulkWhere Where)> Situations =
        from sick in Gen.Int[1, 12]
        from others in Gen.Int[0, 15].Array[0, 14]
        from later in Gen.Int[0, 15].Array[0, 14]
        from buffer in Gen.Int[0, 2]
        from limit in Gen.Int[0, 12]
        from room in Gen.Bool
        from kind in Gen.OneOf(Gen.Const(BulkKind.Move), Gen.Const(BulkKind.OfferAlternatives))
        from place in Gen.OneOf(Gen.Const(BulkWhere.SamePractitionerLater), Gen.Const(BulkWhere.OtherPractitionerSameDay))
        select (sick, others, later, buffer * 5, limit, room, kind, place);

    [Fact]
    public Task Every_place_is_offered_by_the_rules_and_no_two_overlap() => Situations.SampleAsync(async situation =>
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 3);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            await db.Set<Service>().ExecuteUpdateAsync(set => set.SetProperty(s => s.BufferAfter, situation.Buffer), Cancellation);
            if (situation.Limit > 3)
                await db.Set<Practitioner>().ExecuteUpdateAsync(set => set.SetProperty(p => p.DailyLimit, situation.Limit), Cancellation);
            if (situation.Room)
                await AddRoomsAsync(clinic, db);
        }

        for (var i = 0; i < situation.Sick; i++)
            await clinic.BookAsync(Monday(9) + Duration.FromMinutes(60 * (i / 2) + 30 * (i % 2)));
        foreach (var half in situation.Others.Distinct())
            await clinic.BookAsync(Monday(9) + Duration.FromMinutes(30 * half), practitioner: 1);
        foreach (var half in situation.Later.Distinct())
            await clinic.BookAsync(Monday(9) + Duration.FromDays(1) + Duration.FromMinutes(30 * half));

        var plan = (await clinic.PreviewAsync(situation.Kind, situation.Where)).Value;

        plan.Rows.ShouldNotBeEmpty();
        foreach (var row in plan.Rows)
            foreach (var place in PlacesOf(row))
                (await OfferedAsync(clinic, row, place)).ShouldContain(place.Start, $"{place} for {row.Appointment.Start}");
        var all = plan.Rows.SelectMany(row => PlacesOf(row).Select(place => (place.Practitioner, place.Start, End: place.Start + (row.Appointment.End - row.Appointment.Start)))).ToList();
        var gap = Duration.FromMinutes(situation.Buffer);
        foreach (var (one, i) in all.Select((place, i) => (place, i)))
            all.Skip(i + 1).ShouldAllBe(other => other.Practitioner != one.Practitioner || other.Start >= one.End + gap || one.Start >= other.End + gap);
        if (situation.Room)
            all.GroupBy(place => place.Start).ShouldAllBe(together => together.Count() <= 2); // there are two rooms
        all.ShouldAllBe(place => place.Practitioner != clinic.Practitioners[0] || place.Start >= plan.To);

        // and all of it can be done
        var change = (await clinic.StartAsync(situation.Kind, plan)).Value;
        await clinic.RunAsync(change);
        (await clinic.ReadAsync(change)).Items.Where(item => item.State != BulkItemState.Done && situation.Kind == BulkKind.Move).ShouldBeEmpty();
    }, iter: 40, threads: 1);

    [Fact]
    public async Task Who_cannot_be_placed_is_shown_and_who_is_there_already_is_counted_and_left_alone()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var booked = await clinic.BookMondayAsync(3);
        await clinic.SetAsync(booked[0], AppointmentStatus.Arrived);

        var plan = (await clinic.PreviewAsync(BulkKind.Move, BulkWhere.OtherPractitionerSameDay)).Value;

        plan.Here.ShouldBe(1);
        plan.Rows.Select(row => (row.Appointment.Id, row.To)).ShouldBe([(booked[1].Id, null), (booked[2].Id, null)]);
    }

    [Fact]
    public async Task What_a_person_chose_is_kept_what_others_changed_is_said_and_two_choices_of_one_place_are_refused()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(3);
        var shown = (await clinic.PreviewAsync(BulkKind.Move)).Value;
        (await clinic.SetAsync(booked[1], AppointmentStatus.Confirmed)).Succeeded.ShouldBeTrue();
        var wished = new BulkPlace(clinic.Practitioners[1], Monday(16));

        var again = (await clinic.PreviewAsync(BulkKind.Move, with: request => request with
        {
            Seen = shown.Rows.ToDictionary(row => row.Appointment.Id, row => row.Appointment.Version),
            Chosen = new Dictionary<AppointmentId, BulkPlace> { [booked[0].Id] = wished, [booked[2].Id] = wished },
        })).Value;

        again.Rows.Select(row => row.ChangedMeanwhile).ShouldBe([false, true, false]);
        again.Rows[0].To.ShouldBe(wished);
        (again.Rows[2].Refused, again.Rows[2].To == wished).ShouldBe((true, false));
    }

    [Fact]
    public async Task Only_the_desk_may_look_and_start_and_a_refusal_is_in_the_audit_trail()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookMondayAsync(1);
        var plan = (await clinic.PreviewAsync(BulkKind.Cancel)).Value;
        foreach (var caller in (Action<Caller>[])[TestPortal.Staff(StaffRole.Doctor), TestPortal.Staff(StaffRole.Pharmacist), Owner, TestPortal.Visitor])
        {
            (await clinic.PreviewAsync(BulkKind.Cancel, caller: caller)).Error.ShouldBe(BulkError.Forbidden);
            (await clinic.StartAsync(BulkKind.Cancel, plan, caller: caller)).Error.ShouldBe(BulkError.Forbidden);
            (await clinic.AsAsync<PauseBulkChange, BulkError>(caller, async use => (await use.ExecuteAsync(BulkChangeId.New(), Cancellation)).Error)).ShouldBe(BulkError.Forbidden);
            (await clinic.AsAsync<ResumeBulkChange, BulkError>(caller, async use => (await use.ExecuteAsync(BulkChangeId.New(), Cancellation)).Error)).ShouldBe(BulkError.Forbidden);
            (await clinic.AsAsync<RetryBulkItem, BulkError>(caller, async use => (await use.ExecuteAsync(new(BulkItemId.New()), Cancellation)).Error)).ShouldBe(BulkError.Forbidden);
            (await clinic.AsAsync<SkipBulkItem, BulkError>(caller, async use => (await use.ExecuteAsync(BulkItemId.New(), Cancellation)).Error)).ShouldBe(BulkError.Forbidden);
            (await clinic.AsAsync<ListBulkChanges, BulkError>(caller, async use => (await use.ExecuteAsync(Cancellation)).Error)).ShouldBe(BulkError.Forbidden);
            (await clinic.AsAsync<ReadBulkChange, BulkError>(caller, async use => (await use.ExecuteAsync(BulkChangeId.New(), Cancellation)).Error)).ShouldBe(BulkError.Forbidden);
        }

        (await clinic.CountAsync("audit_entries where action like 'bulk.%' and outcome = 'Forbidden'")).ShouldBe(32);
        (await clinic.CountAsync("bulk_changes")).ShouldBe(0);
    }

    static IEnumerable<BulkPlace> PlacesOf(PreviewBulkChange.Row row) => row.To is { } to ? row.Offers.Append(to) : row.Offers;

    async Task<IEnumerable<Instant>> OfferedAsync(TestClinic clinic, PreviewBulkChange.Row row, BulkPlace place)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var day = place.Start.InZone(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).Date;
        var slots = await scope.Get<FindSlots>().ExecuteAsync(new(clinic.Service, place.Practitioner, new(day, day), Except: row.Appointment.Id), Cancellation);
        return slots.Select(slot => slot.Start);
    }

    static async Task AddRoomsAsync(TestClinic clinic, Domain.Platform.Data.PortalDbContext db)
    {
        for (var i = 0; i < 2; i++)
        {
            var room = new Resource(clinic.Id, Guid.CreateVersion7()) { Kind = ResourceKind.Room, NameAr = $"غرفة {i}", NameEn = $"Room {i}", Position = i };
            db.Add(room);
            db.Add(new ServiceResource(clinic.Id, clinic.Service, room.Id));
        }

        await db.SaveChangesAsync(Cancellation);
    }
}
