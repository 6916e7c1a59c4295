using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>What people come to the front desk for, from the first word to what stands in the calendar.</summary>
public sealed class BookingByChatTests(FrontDeskScene scene) : IClassFixture<FrontDeskScene>
{
    [Fact]
    public async Task A_daughter_books_for_her_mother_corrects_the_day_and_confirms()
    {
        var talk = await scene.StartAsync();
        (await talk.SayAsync("عايزة احجز لماما كشف باطنة الاتنين بالليل")).ShouldContain("كشف باطنة مع د. هدى عبد الرحمن");
        (await talk.SayAsync("اول معاد")).ShouldContain("الاسم");
        await talk.SayAsync("اسمها سعاد عبد المنعم ورقمي 01077002001");
        (await talk.SayAsync(await talk.CodeAsync())).ShouldContain("أأكد الحجز");
        (await talk.SayAsync("لا خليها التلات")).ShouldContain("الثلاثاء");
        (await talk.AppointmentsAsync("+201077002001")).ShouldBeEmpty("nothing is written before the yes");
        (await talk.SayAllAsync("اول معاد", "ايوه")).ShouldContain("تم الحجز");
        (await talk.AppointmentsAsync("+201077002001")).ShouldBe(["Booked Internal medicine visit سعاد عبد المنعم Tuesday evening"]);
        (await talk.ReadAsync()).Outcome.ShouldBe(Outcome.Booked);
    }

    [Fact]
    public async Task In_the_chat_alphabet_it_answers_in_Arabic()
    {
        var talk = await scene.StartAsync();
        (await talk.SayAsync("3ayez a7gez kashf asnan el khamis ba3d el sa3a 2")).ShouldContain("كشف أسنان مع د. نرمين فوزي يوم الخميس");
        await talk.SayAllAsync("awel ma3ad", "Sherif Awad 01077002002", "{code}", "aywa akked");
        (await talk.AppointmentsAsync("+201077002002")).ShouldBe(["Booked Dental visit Sherif Awad Thursday afternoon"]);
    }

    [Fact]
    public async Task An_appointment_is_moved_and_then_cancelled_with_one_code()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("skin visit on Wednesday, first slot", "Felix Hart 01077002003", "{code}", "yes");
        (await talk.SayAllAsync("can we make that Thursday instead", "first slot", "yes move it")).ShouldContain("Moved");
        (await talk.AppointmentsAsync("+201077002003")).ShouldHaveSingleItem().ShouldContain("Thursday");
        (await talk.SayAsync("cancel it please")).ShouldContain("Shall I cancel");
        (await talk.SayAsync("yes")).ShouldContain("Cancelled");
        (await talk.AppointmentsAsync("+201077002003")).ShouldHaveSingleItem().ShouldStartWith("Cancelled");
    }

    [Fact]
    public async Task Two_visits_in_one_sentence_are_two_appointments()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("a dental visit on Sunday, first slot, and a skin visit on Monday, first slot", "Dylan Fox 01077002004", "{code}", "yes both");
        (await talk.AppointmentsAsync("+201077002004")).Select(a => a.Split(' ')[1]).ShouldBe(["Dental", "Skin"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_code_the_time_is_kept_and_the_desk_makes_it_firm()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("dental visit on Wednesday, first slot", "Derek Nolan 01077002005");
        (await talk.SayAsync("the code didn't come")).ShouldContain("the desk calls");
        await talk.SayAsync("yes");
        (await talk.AppointmentsAsync("+201077002005")).ShouldHaveSingleItem().ShouldStartWith("Proposed");
    }

    [Fact]
    public async Task A_day_that_may_be_two_days_is_asked()
    {
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("dental visit next Thursday morning")).ShouldContain("Do you mean Thursday 26 November or Thursday 3 December?");
        (await talk.SayAsync("Thursday 3 December")).ShouldContain("3 December");
    }

    [Fact]
    public async Task A_doctor_and_a_specialty_that_are_not_there_are_said_not_to_be()
    {
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("book me with Dr Mahmoud Farid tomorrow")).ShouldContain("no doctor called Mahmoud Farid");
        var other = await scene.StartAsync();
        (await other.SayAsync("عايز احجز عند دكتور عظام")).ShouldContain("مفيش عندنا دكتور عظام");
    }

    [Fact]
    public async Task No_at_the_read_back_writes_nothing_and_lets_the_time_go()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("skin visit on Sunday, first slot", "Ravi Nair 01077002006", "{code}");
        (await talk.SayAsync("no, forget it")).ShouldContain("leave it");
        (await talk.AppointmentsAsync("+201077002006")).ShouldBeEmpty();
        (await scene.ReadAsync(db => db.Set<Domain.Booking.Model.Hold>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_question_in_between_is_answered_and_the_booking_goes_on()
    {
        var talk = await scene.StartAsync();
        await talk.SayAsync("عايزة معاد دكتورة سارة السبت");
        (await talk.SayAsync("هو الكشف بكام؟")).ShouldContain("٥٠٠ جنيه");
        await talk.SayAllAsync("اول معاد", "نسمة لطفي 01077002007", "{code}", "تمام");
        (await talk.AppointmentsAsync("+201077002007")).ShouldHaveSingleItem().ShouldContain("Women's health visit");
    }

    [Fact]
    public async Task What_is_read_is_kept_with_its_calls_and_times()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("dental visit on Saturday, first slot", "Nora Quinn 01077002008", "{code}", "yes");
        var turns = await talk.TurnsAsync();
        turns.Select(t => t.Number).ShouldBe(Enumerable.Range(1, turns.Count));
        turns.Where(t => t.Speaker == Speaker.Agent).Skip(1).ShouldAllBe(t => t.TookMs != null && t.Mind != null);
        var calls = await talk.CallsAsync();
        calls.Select(c => c.Tool).ShouldBe(["find_times", "hold_time", "send_code", "prove_phone", "people_of_phone", "book_appointment"]);
        calls[^1].ReceiptKind.ShouldBe(Receipt.Appointment);
        calls.ShouldAllBe(c => c.Arguments == null || !c.Arguments.Contains("Nora") && !c.Arguments.Contains("0107"));
    }

    [Fact]
    public async Task Two_messages_at_once_are_answered_one_after_the_other()
    {
        var talk = await scene.StartAsync("en");
        await Task.WhenAll(talk.SayAsync("how much is a dental visit?"), talk.SayAsync("where are you?"), talk.SayAsync("do you have a skin doctor?"));
        var turns = await talk.TurnsAsync();
        turns.Select(t => t.Number).ShouldBe(Enumerable.Range(1, 7));
        turns.Skip(1).Select(t => t.Speaker).ShouldBe([Speaker.Patient, Speaker.Agent, Speaker.Patient, Speaker.Agent, Speaker.Patient, Speaker.Agent]);
    }
}
