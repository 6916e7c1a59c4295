using CsCheck;
using Npgsql;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Money;

public sealed class ShiftTests(TestPortal portal) : IClassFixture<TestPortal>
{
    readonly record struct Taken(int Slot, int Doctor, int Pounds, int Off, PaymentMethod Method, bool Back);

    static readonly Gen<Taken[]> Shifts = Gen.Select(
        Gen.Int[0, 15], Gen.Int[0, 1], Gen.Int[0, 900], Gen.Int[0, 100], Gen.Enum<PaymentMethod>(), Gen.Int[0, 3],
        (slot, doctor, pounds, off, method, back) => new Taken(slot, doctor, pounds, off, method, back == 0))
        .Array[1, 14].Select(all => all.DistinctBy(t => (t.Slot, t.Doctor)).ToArray());

    [Fact]
    public Task By_doctor_and_by_method_it_is_the_same_money_and_the_cash_is_what_the_drawer_should_hold() => Shifts.SampleAsync(async takings =>
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var taken in takings)
        {
            var arrived = await clinic.ArriveAsync(Monday(9 + taken.Slot / 2, taken.Slot % 2 * 30), taken.Doctor);
            var discount = taken.Pounds * taken.Off / 100;
            var receipt = (await clinic.TakeAsync(arrived, taken.Pounds, discount, "regular", method: taken.Method)).Value;
            if (taken.Back)
                (await clinic.ReverseAsync(receipt)).Succeeded.ShouldBeTrue();
        }

        var shift = (await clinic.ShiftAsync()).Value!;
        var standing = takings.Where(t => !t.Back).ToList();
        static decimal Paid(Taken t) => t.Pounds - t.Pounds * t.Off / 100;

        shift.Takings.Paid.ShouldBe(standing.Sum(Paid));
        shift.Takings.Fees.ShouldBe(standing.Sum(t => t.Pounds));
        (shift.Takings.Fees - shift.Takings.Discounts).ShouldBe(shift.Takings.Paid, "there was no deposit");
        Enum.GetValues<PaymentMethod>().Sum(shift.Takings.By).ShouldBe(shift.Takings.Paid);
        shift.Doctors.Sum(d => shift.Takings.Of(d.Id).Paid).ShouldBe(shift.Takings.Paid);
        foreach (var doctor in (int[])[0, 1])
            shift.Takings.Of(clinic.Practitioners[doctor]).Paid.ShouldBe(standing.Where(t => t.Doctor == doctor).Sum(Paid));
        shift.Takings.Cash.ShouldBe(standing.Where(t => t.Method == PaymentMethod.Cash).Sum(Paid));
        shift.Receipts.Select(r => r.Number).ShouldBe(Enumerable.Range(1, shift.Receipts.Count).Select(n => (long)n));
        (await clinic.CloseAsync(shift)).Succeeded.ShouldBeTrue("the database adds up to the same cash");
    }, iter: 12);

    [Fact]
    public async Task A_closed_shift_is_final_and_the_next_receipt_begins_another()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)));
        var shift = (await clinic.ShiftAsync()).Value!;
        (await clinic.CloseAsync(shift, 290)).Error.ShouldBe(MoneyError.NoteMissing);
        (await clinic.CloseAsync(shift, 290, "ten were missing")).Value.ShouldBe(shift.Id);

        var closed = (await clinic.ShiftAsync(shift.Id)).Value!.Closed!;
        (closed.Expected, closed.Counted, closed.Difference, closed.Note).ShouldBe((300, 290, -10, "ten were missing"));
        (await clinic.ShiftAsync()).Value.ShouldBeNull();
        (await clinic.CloseAsync(shift, 290, "again")).Error.ShouldBe(MoneyError.ShiftClosed);
        (await Should.ThrowAsync<PostgresException>(() => portal.AsSuperuserAsync<bool>($"update shifts set counted_cash = 300 where id = '{shift.Id}' returning true"))).SqlState.ShouldBe("PT423");
        (await clinic.TakeAsync(await clinic.ArriveAsync(Monday(10)))).Value.Shift.ShouldNotBe(shift.Id);
        (await clinic.AuditedAsync("shift.close")).ShouldBe("shift.close:NoteMissing shift.close:done shift.close:ShiftClosed");
    }

    [Fact]
    public async Task Of_two_closings_at_once_one_wins_and_the_other_is_told()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)));
        var shift = (await clinic.ShiftAsync()).Value!;
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => clinic.CloseAsync(shift, caller: i % 2 == 0 ? MoneyScenes.Mona : MoneyScenes.TheBoss))));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Count(r => r.IsError(MoneyError.ShiftClosed)).ShouldBe(5);
        var key = Guid.NewGuid();
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(10)));
        var next = (await clinic.ShiftAsync()).Value!;
        var same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => clinic.CloseAsync(next, key: key))));
        same.ShouldAllBe(r => r.Succeeded, "the same form sent twice closes once");
    }

    [Fact]
    public async Task A_receipt_that_comes_in_between_is_told_and_none_gets_lost_between_two_shifts()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)));
        var shown = (await clinic.ShiftAsync()).Value!;
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(10)));
        (await clinic.CloseAsync(shown)).Error.ShouldBe(MoneyError.ChangedMeanwhile);

        var arrived = new List<AppointmentState>();
        for (var i = 0; i < 8; i++)
            arrived.Add(await clinic.ArriveAsync(Monday(11 + i / 2, i % 2 * 30)));
        var taking = Task.WhenAll(arrived.Select(a => Task.Run(() => clinic.TakeAsync(a))));
        while (!taking.IsCompleted)
            if ((await clinic.ShiftAsync()).Value is { } open)
                await clinic.CloseAsync(open);
        (await taking).ShouldAllBe(r => r.Succeeded);
        (await clinic.CountAsync("""
            (select s.tenant_id, s.id from shifts s where s.closed_at is not null
               and s.expected_cash <> (select sum(r.paid) from receipts r where r.tenant_id = s.tenant_id and r.shift_id = s.id)) wrong
            """)).ShouldBe(0, "whatever is in a closed shift was there when it was counted");
        (await clinic.CountAsync("receipts")).ShouldBe(10);
    }

    [Fact]
    public async Task A_shift_is_its_owners_and_the_administrators()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)));
        var shift = (await clinic.ShiftAsync()).Value!;
        var other = MoneyScenes.Receptionist();
        (await clinic.ShiftAsync(shift.Id, other)).Error.ShouldBe(MoneyError.Forbidden);
        (await clinic.CloseAsync(shift, caller: other)).Error.ShouldBe(MoneyError.Forbidden);
        (await clinic.ShiftAsync(shift.Id, TestPortal.Staff(StaffRole.Doctor))).Error.ShouldBe(MoneyError.Forbidden);
        (await ListAsync(other)).Error.ShouldBe(MoneyError.Forbidden);

        var row = (await ListAsync(MoneyScenes.TheBoss)).Value.ShouldHaveSingleItem();
        (row.Receipts, row.Paid, row.Cash, row.ClosedAt).ShouldBe((1, 300, 300, null));
        (await clinic.CloseAsync(shift, 280, "left open over night", MoneyScenes.TheBoss)).Succeeded.ShouldBeTrue();
        (await ListAsync(MoneyScenes.TheBoss)).Value.ShouldHaveSingleItem().Difference.ShouldBe(-20);

        Task<Domain.Platform.Results.Result<IReadOnlyList<ListShifts.Row>, MoneyError>> ListAsync(Action<Caller> caller) =>
            clinic.AsAsync(caller, scope => scope.Get<ListShifts>().ExecuteAsync(TestContext.Current.CancellationToken));
    }
}
