using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Booking.Turns;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Money;

public sealed class TakeReceiptTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_fee_is_taken_under_the_next_number_and_the_appointment_is_paid()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (first, second) = (await clinic.ArriveAsync(Monday(9)), await clinic.ArriveAsync(Monday(10)));

        var one = (await clinic.TakeAsync(first)).Value;
        var two = (await clinic.TakeAsync(second, 300, 50, "neighbour", method: PaymentMethod.Wallet)).Value;

        (one.Number, one.Paid, two.Number, two.Paid).ShouldBe((1, 300, 2, 250));
        two.Shift.ShouldBe(one.Shift, "a shift begins with the first receipt and goes on");
        var payment = (await clinic.PaymentAsync(second)).Value;
        payment.Next.ShouldBeNull();
        var receipt = payment.Receipts.ShouldHaveSingleItem();
        (receipt.Fee, receipt.Discount, receipt.DiscountReason, receipt.Paid, receipt.Method, receipt.PatientName, receipt.DoctorEn, receipt.ServiceEn)
            .ShouldBe((300, 50, "neighbour", 250, PaymentMethod.Wallet, "منى السيد", "Doctor 0", "Consultation"));
        (await clinic.AuditedAsync("receipt.")).ShouldBe("receipt.take:done receipt.take:done");
        (await clinic.CountAsync("outbox where kind = 'appointment.receipt'")).ShouldBe(2);
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_no_double_when_twenty_are_taken_together_and_others_fail_between_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arrived = new List<AppointmentState>();
        for (var i = 0; i < 10; i++)
            foreach (var practitioner in (int[])[0, 1])
                arrived.Add(await clinic.ArriveAsync(Monday(9 + i / 2, i % 2 * 30), practitioner));
        var staff = Enumerable.Range(0, 4).Select(_ => MoneyScenes.Receptionist()).ToArray();

        // each appointment is paid at two tills at once
        var results = await Task.WhenAll(arrived.SelectMany((appointment, i) => new[]
        {
            Task.Run(() => clinic.TakeAsync(appointment, caller: staff[i % 4])),
            Task.Run(() => clinic.TakeAsync(appointment, caller: staff[(i + 1) % 4])),
        }));

        results.Count(r => r.Succeeded).ShouldBe(20);
        results.Count(r => r.IsError(MoneyError.AlreadyPaid)).ShouldBe(20);
        (await clinic.NumbersAsync()).ShouldBe(string.Join(' ', Enumerable.Range(1, 20)));
        results.Where(r => r.Succeeded).Select(r => r.Value.Number).Order().ShouldBe(Enumerable.Range(1, 20).Select(n => (long)n));
        (await clinic.CountAsync("shifts")).ShouldBe(4);
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_gives_its_number_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = await clinic.ArriveAsync(Monday(9));
        await portal.AsSuperuserAsync<bool>($"""
            do $$ begin
              perform set_config('app.tenant_id', '{clinic.Id}', true);
              perform next_receipt_number('{clinic.Id}');
              raise exception 'the server fell over';
            exception when raise_exception then null;
            end $$;
            select true
            """);
        (await clinic.TakeAsync(first)).Value.Number.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_form_sent_twice_gives_the_same_receipt_also_at_one_moment()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (first, second) = (await clinic.ArriveAsync(Monday(9)), await clinic.ArriveAsync(Monday(10)));
        var key = Guid.NewGuid();
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => clinic.TakeAsync(first, key: key))));
        together.Select(r => r.Value).Distinct().ShouldHaveSingleItem().Number.ShouldBe(1);
        (await clinic.TakeAsync(first, key: key)).Value.ShouldBe(together[0].Value);
        (await clinic.TakeAsync(first, 200, key: key)).Error.ShouldBe(MoneyError.KeyReused);
        (await clinic.TakeAsync(second, key: key)).Error.ShouldBe(MoneyError.KeyReused);
        (await clinic.CountAsync("receipts")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_taken_twice_or_of_who_is_not_here_or_by_who_may_not()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(9))).Value;
        (await clinic.TakeAsync(booked)).Error.ShouldBe(MoneyError.NotNow);
        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;
        foreach (var other in (Action<Caller>[])[Owner, TestPortal.Visitor, TestPortal.Staff(StaffRole.Doctor), TestPortal.Staff(StaffRole.Pharmacist)])
            (await clinic.TakeAsync(arrived, caller: other)).Error.ShouldBe(MoneyError.Forbidden);
        (await clinic.TakeAsync(arrived)).Succeeded.ShouldBeTrue();
        (await clinic.TakeAsync(arrived)).Error.ShouldBe(MoneyError.AlreadyPaid);
        (await clinic.TakeAsync(arrived with { Id = AppointmentId.New() })).Error.ShouldBe(MoneyError.NotFound);
        (await clinic.AuditedAsync("receipt.take")).ShouldContain("receipt.take:Forbidden");
        (await clinic.NumbersAsync()).ShouldBe("1");
    }

    [Theory]
    [InlineData(-1, 0, null, MoneyError.AmountWrong)]
    [InlineData(100.005, 0, null, MoneyError.AmountWrong)]
    [InlineData(99999999999, 0, null, MoneyError.AmountWrong)]
    [InlineData(100, 150, "friend", MoneyError.DiscountTooHigh)]
    [InlineData(100, 50, "  ", MoneyError.DiscountReasonMissing)]
    [InlineData(100, -50, "more", MoneyError.AmountWrong)]
    public async Task Impossible_amounts_are_told(double fee, double discount, string? reason, MoneyError expected)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arrived = await clinic.ArriveAsync(Monday(9));
        (await clinic.TakeAsync(arrived, (decimal)fee, (decimal)discount, reason)).Error.ShouldBe(expected);
        (await clinic.CountAsync("receipts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_deposit_taken_before_is_set_off_and_what_was_shown_must_be_what_is_paid()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(9))).Value;
        var deposit = (await clinic.TakeAsync(booked, 100, kind: ReceiptKind.Deposit, method: PaymentMethod.Transfer)).Value;
        (await clinic.TakeAsync(booked, 100, kind: ReceiptKind.Deposit)).Error.ShouldBe(MoneyError.AlreadyPaid);
        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;

        (await clinic.PaymentAsync(arrived)).Value.Left(300, 50).ShouldBe(150);
        (await clinic.TakeAsync(arrived, 300, 50, "neighbour", paid: 250)).Error.ShouldBe(MoneyError.ChangedMeanwhile, "the page that asked for 250 did not know of the deposit");
        (await clinic.TakeAsync(arrived, 300, 50, "neighbour", paid: 150)).Value.Paid.ShouldBe(150);
        (await clinic.ReverseAsync(deposit)).Error.ShouldBe(MoneyError.DepositSetOff);
        (await clinic.TakeAsync(arrived, 50, kind: ReceiptKind.Deposit)).Error.ShouldBe(MoneyError.NotNow);
    }

    [Fact]
    public async Task A_deposit_above_the_fee_leaves_nothing_to_pay()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(9))).Value;
        await clinic.TakeAsync(booked, 400, kind: ReceiptKind.Deposit);
        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;
        (await clinic.TakeAsync(arrived, 300, paid: 0)).Value.Paid.ShouldBe(0);
    }

    [Fact]
    public async Task After_the_fee_no_deposit_is_taken_though_the_patient_is_not_here_after_all()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arrived = await clinic.ArriveAsync(Monday(9));
        var fee = (await clinic.TakeAsync(arrived)).Value;
        var booked = (await clinic.SetAsync(arrived, AppointmentStatus.Booked)).Value;
        (await clinic.TakeAsync(booked, 100, kind: ReceiptKind.Deposit)).Error.ShouldBe(MoneyError.AlreadyPaid);
        await clinic.ReverseAsync(fee);
        (await clinic.TakeAsync(booked, 100, kind: ReceiptKind.Deposit)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 80, 20)]
    [InlineData(20, 60, 40)]
    [InlineData(80, 0, 100)]
    public async Task What_of_a_deposit_is_more_than_the_fee_is_given_back_and_the_fee_then_gives_back_the_rest(int discount, int setOff, int surplus)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(9))).Value;
        var deposit = (await clinic.TakeAsync(booked, 100, kind: ReceiptKind.Deposit)).Value;
        await clinic.CloseAsync((await clinic.ShiftAsync()).Value!);
        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;
        (await clinic.PaymentAsync(arrived)).Value.Over(80, discount).ShouldBe(surplus);
        var fee = (await clinic.TakeAsync(arrived, 80, discount, discount == 0 ? null : "neighbour", paid: 0)).Value;

        var payment = (await clinic.PaymentAsync(arrived)).Value;
        (payment.Surplus, payment.Deposit!.MayReverse, payment.Deposit.GivesBack).ShouldBe((surplus, true, surplus), "by anybody at the desk, though the deposit's shift is closed");
        (payment.Fee!.Deposit ?? 0).ShouldBe(setOff);
        (await clinic.ReverseAsync(deposit, "too much")).Value.Paid.ShouldBe(-surplus);
        (await clinic.ReverseAsync(deposit, "too much")).Error.ShouldBe(MoneyError.AlreadyReversed);

        payment = (await clinic.PaymentAsync(arrived)).Value;
        (payment.Surplus, payment.Receipts.Sum(r => r.Paid)).ShouldBe((0, setOff));
        payment.Receipts.Select(r => (r.GivenBack, r.IsSurplus)).ShouldBe([(surplus, false), (null, false), (null, setOff > 0)]);
        payment.Fee!.GivesBack.ShouldBe(setOff);
        (await clinic.ReverseAsync(fee)).Value.Paid.ShouldBe(-setOff, "there is no deposit any more that another fee could be less by");
        (await clinic.PaymentAsync(arrived)).Value.Receipts.Sum(r => r.Paid).ShouldBe(0);
        (await clinic.TakeAsync(arrived, 80)).Value.Paid.ShouldBe(80);
    }

    [Fact]
    public async Task A_fee_taken_back_leaves_its_deposit_for_the_next_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(9))).Value;
        await clinic.TakeAsync(booked, 100, kind: ReceiptKind.Deposit);
        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;
        var fee = (await clinic.TakeAsync(arrived, 300, paid: 200)).Value;
        (await clinic.ReverseAsync(fee)).Value.Paid.ShouldBe(-200);
        (await clinic.TakeAsync(arrived, 250, paid: 150)).Value.Paid.ShouldBe(150);
    }

    [Fact]
    public async Task What_is_taken_back_stays_and_another_receipt_says_so()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arrived = await clinic.ArriveAsync(Monday(9));
        var wrong = (await clinic.TakeAsync(arrived, 30)).Value;
        (await clinic.ReverseAsync(wrong, "  ")).Error.ShouldBe(MoneyError.ReasonMissing);
        (await clinic.ReverseAsync(wrong, new string('x', ReverseReceipt.LongestReason + 1))).Error.ShouldBe(MoneyError.ReasonTooLong);
        var key = Guid.NewGuid();

        var back = (await clinic.ReverseAsync(wrong, "a nought was missing", key: key)).Value;

        (back.Number, back.Paid).ShouldBe((2, -30));
        (await clinic.ReverseAsync(wrong, "a nought was missing", key: key)).Value.ShouldBe(back);
        (await clinic.ReverseAsync(wrong)).Error.ShouldBe(MoneyError.AlreadyReversed);
        (await clinic.ReverseAsync(back)).Error.ShouldBe(MoneyError.AlreadyReversed);
        (await clinic.TakeAsync(arrived, 300)).Value.Number.ShouldBe(3);
        var receipts = (await clinic.PaymentAsync(arrived)).Value.Receipts;
        receipts.Select(r => (r.Number, r.Paid, r.Reverses, r.ReversedBy, r.Stands)).ShouldBe([(1, 30, null, 2L, false), (2, -30, 1L, null, false), (3, 300, null, null, true)]);
        receipts[1].ReverseReason.ShouldBe("a nought was missing");
    }

    [Fact]
    public async Task Of_many_who_take_one_back_together_one_does()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var taken = (await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)))).Value;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => clinic.ReverseAsync(taken, caller: MoneyScenes.Administrator))));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Count(r => r.IsError(MoneyError.AlreadyReversed)).ShouldBe(7);
        (await clinic.NumbersAsync()).ShouldBe("1 2");
    }

    [Fact]
    public async Task The_desk_takes_back_what_it_took_in_its_open_shift_and_the_administrator_any()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var taken = (await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)))).Value;
        (await clinic.ReverseAsync(taken, caller: MoneyScenes.Receptionist())).Error.ShouldBe(MoneyError.Forbidden);
        await clinic.CloseAsync((await clinic.ShiftAsync()).Value!);
        (await clinic.ReverseAsync(taken)).Error.ShouldBe(MoneyError.Forbidden);
        var back = (await clinic.ReverseAsync(taken, caller: MoneyScenes.TheBoss)).Value;
        back.Shift.ShouldNotBe(taken.Shift, "the money comes out of the drawer of who gives it back");
    }

    [Fact]
    public async Task A_shift_that_is_closed_at_the_same_moment_counts_what_was_given_back_or_forbids_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var hour in (int[])[9, 10, 11, 12])
        {
            var taken = (await clinic.TakeAsync(await clinic.ArriveAsync(Monday(hour)))).Value;
            var shift = (await clinic.ShiftAsync()).Value!;
            var (back, closed) = (Task.Run(() => clinic.ReverseAsync(taken)), Task.Run(() => clinic.CloseAsync(shift)));
            await Task.WhenAll(back, closed);

            (await back).Succeeded.ShouldBe(!(await closed).Succeeded);
            if ((await closed).Succeeded)
                (await back).Error.ShouldBe(MoneyError.Forbidden);
            else
                (await closed).Error.ShouldBe(MoneyError.ChangedMeanwhile);
        }
    }

    [Fact]
    public async Task What_is_written_is_never_changed_or_deleted_by_the_application()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)));
        foreach (var sql in (string[])["update receipts set fee = 1", "delete from receipts", "delete from shifts"])
            (await Should.ThrowAsync<Npgsql.PostgresException>(async () =>
            {
                await using var batch = portal.App.CreateBatch();
                batch.BatchCommands.Add(new($"select set_config('app.tenant_id', '{clinic.Id}', true)"));
                batch.BatchCommands.Add(new(sql));
                await batch.ExecuteNonQueryAsync();
            })).SqlState.ShouldBe("42501", sql);
    }

    [Fact]
    public async Task Who_has_not_paid_is_seen_in_the_calendar_in_the_line_and_in_the_list()
    {
        var clinic = await TurnScenes.WithTurnsAsync(portal);
        var turn = (await clinic.BookTurnAsync()).Value;
        var visit = await clinic.ArriveAsync(Monday(9));
        await clinic.BookAsync(Monday(10));
        (await MarksAsync()).ShouldBe([PaymentMark.Due, PaymentMark.None, PaymentMark.None]);
        (await clinic.LineAsync(turn)).Rows[0].Payment.ShouldBe(PaymentMark.None, "not here yet");
        await clinic.StepAsync(turn.Appointment.Id, AppointmentStatus.Arrived);
        (await clinic.LineAsync(turn)).Rows[0].Payment.ShouldBe(PaymentMark.Due);
        (await UnpaidAsync()).ShouldBe([visit.Id, turn.Appointment.Id]);

        await clinic.TakeAsync(visit);
        var taken = (await clinic.TakeAsync(await clinic.ReadAsync(turn.Appointment.Id))).Value;

        (await MarksAsync()).ShouldBe([PaymentMark.Paid, PaymentMark.None, PaymentMark.Paid]);
        (await clinic.LineAsync(turn)).Rows[0].Payment.ShouldBe(PaymentMark.Paid);
        (await UnpaidAsync()).ShouldBeEmpty();
        await clinic.ReverseAsync(taken);
        (await UnpaidAsync()).ShouldBe([turn.Appointment.Id]);

        Task<List<PaymentMark>> MarksAsync() => clinic.AsAsync(Desk, async scope => (await scope.Get<ListDay>().ExecuteAsync(
            new(new(TurnScenes.MondayDate, TurnScenes.MondayDate)), TestContext.Current.CancellationToken)).Value.Appointments.Select(a => a.Payment).ToList());
        Task<List<AppointmentId>> UnpaidAsync() => clinic.AsAsync(Desk, async scope => (await scope.Get<ListUnpaid>().ExecuteAsync(
            TurnScenes.MondayDate, TestContext.Current.CancellationToken)).Value.Select(a => a.Id).ToList());
    }
}
