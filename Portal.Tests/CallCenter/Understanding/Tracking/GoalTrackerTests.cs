using CsCheck;
using NodaTime;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;
using static Portal.Domain.CallCenter.Understanding.Tracking.AgentActKind;

namespace Portal.Tests.CallCenter.Understanding.Tracking;

public sealed class GoalTrackerTests
{
    static readonly Reader Reader = new(IntentReader.Taught);
    static readonly TimeExpressions Times = new(IsoDayOfWeek.Monday, time => time.Hour is >= 9 and < 19);
    static readonly LocalDateTime Friday = new(2019, 3, 1, 8, 0);

    readonly GoalTracker tracker = new(GoalSchema.Dentist);

    static Goal Hear(GoalTracker tracker, string said, params AgentAct[] acts) =>
        tracker.Hear(Reader.Read(said, new(Friday, "US", "en", acts, Intent.BookAppointment, Times, DoctorNames.None)), acts);

    Goal Hear(string said, params AgentAct[] acts) => Hear(tracker, said, acts);

    static AgentAct Act(AgentActKind kind, string? slot = null, string? value = null) => new(kind, slot, value is null ? null : [value]);

    static AgentAct[] Offered(string name, string city = "Fremont") => [Act(Offer, "dentist_name", name), Act(Offer, "city", city)];

    [Fact]
    public void A_dialogue_from_the_search_to_the_booking_comes_to_its_goal()
    {
        Hear("I need to find a dentist, please.").Aim.ShouldBe(GoalAim.FindProvider);
        Hear("Somewhere in Fremont.", Act(Request, "city")).Slots["city"].ShouldBe("Fremont");
        Hear("What is their address?", Offered("Dr. Ada Byrne")).Slots.Keys.ShouldNotContain("dentist_name");
        var chosen = Hear("That one sounds good.", Act(Inform, "address", "12 Elm Street"));
        (chosen.Aim, chosen.Slots["dentist_name"], chosen.Taken.Count).ShouldBe((GoalAim.FindProvider, "Dr. Ada Byrne", 1));
        Hear("Yes, please book one.", Act(OfferIntent, "intent", "BookAppointment")).Aim.ShouldBe(GoalAim.BookAppointment);
        Hear("The 12th of March at half past 2 in the afternoon.", Act(Request, SlotNames.Date), Act(Request, SlotNames.Time)).Taken
            .ShouldBe(new Dictionary<string, string> { [SlotNames.Date] = "2019-03-12", [SlotNames.Time] = "14:30" }, ignoreOrder: true);
        var changed = Hear("No, make it Wednesday next week.", Act(Confirm, "dentist_name", "Dr. Ada Byrne"), Act(Confirm, SlotNames.Date, "2019-03-12"), Act(Confirm, SlotNames.Time, "14:30"));
        (changed.Slots[SlotNames.Date], changed.Slots[SlotNames.Time]).ShouldBe(("2019-03-06", "14:30"));
        var confirmed = Hear("Yes, that is right.", Act(Confirm, "dentist_name", "Dr. Ada Byrne"), Act(Confirm, SlotNames.Date, "2019-03-06"));
        confirmed.Taken.ShouldBeEmpty();
        Hear("Thank you.", Act(NotifySuccess)).Aim.ShouldBe(GoalAim.BookAppointment);
        var end = Hear("No, that will be all for today.", Act(RequestMore));
        end.Aim.ShouldBe(GoalAim.None);
        end.Slots.ShouldBe(confirmed.Slots);
    }

    static readonly AgentAct[] OtherTime = [Act(NotifyFailure), Act(Offer, "dentist_name", "Dr. Ada Byrne"), Act(Offer, SlotNames.Date, "2019-03-06"), Act(Offer, SlotNames.Time, "15:00")];

    [Theory]
    [InlineData("Yes, that works for me.", "15:00")]
    [InlineData("No, thank you. Goodbye.", "14:30")]
    public void Another_time_that_is_offered_is_taken_by_a_yes_alone(string said, string time)
    {
        Hear("Book me in with Dr. Ada Byrne on the 6th at 2:30 pm");
        Hear(said, OtherTime).Slots[SlotNames.Time].ShouldBe(time);
    }

    [Theory]
    [InlineData("Is there anybody else?")]
    [InlineData("Do you have their phone number?")]
    [InlineData("Can you find me someone else but in San Jose?")]
    public void Who_asks_on_has_taken_nobody(string said)
    {
        Hear("Find me a dentist in Fremont");
        Hear(said, Offered("Dr. Ada Byrne")).Slots.Keys.ShouldNotContain("dentist_name");
    }

    [Fact]
    public void Another_city_takes_the_place_of_the_first()
    {
        Hear("Find me a dentist in Fremont");
        Hear("Is there one in San Jose instead?", Offered("Dr. Ada Byrne")).Slots["city"].ShouldBe("San Jose");
    }

    [Fact]
    public void Who_is_named_needs_not_be_known_and_is_known_by_a_part_of_the_name_once_the_agent_said_it()
    {
        Hear("I want to see Dr. Quentin Abernathy on March 9th.", Act(Request, "dentist_name")).Slots["dentist_name"].ShouldBe("Dr. Quentin Abernathy");
        Hear("No, I would like to see Dr. Byrne.", Offered("Dr. Ada M. Byrne, DDS"));
        Hear("I want to see Dr. Ada Byrne.", Act(Request, "dentist_name")).Slots["dentist_name"].ShouldBe("Dr. Ada M. Byrne, DDS");
    }

    [Fact]
    public void A_quality_is_wished_for_and_not_only_asked_about()
    {
        var salon = new GoalTracker(GoalSchema.Salon);
        Hear(salon, "I am looking for a salon in Oakland.");
        Hear(salon, "Are they unisex?", Act(Offer, "stylist_name", "Fringe"), Act(Offer, "city", "Oakland")).Slots.Keys.ShouldNotContain("is_unisex");
        Hear(salon, "Can you find me a unisex salon?", Act(Inform, "is_unisex", "False")).Slots["is_unisex"].ShouldBe("True");
    }

    [Fact]
    public void A_kind_of_doctor_or_therapist_is_nobodys_name()
    {
        Hear(new GoalTracker(GoalSchema.Doctor), "I need to find a General Practitioner in Oakland").Slots["type"].ShouldBe("General Practitioner");
        var therapist = Hear(new GoalTracker(GoalSchema.Therapist), "I'd like to see a Family Counselor.", Act(Request, "type"));
        therapist.Slots.ShouldBe(new Dictionary<string, string> { ["type"] = "Family Counselor" });
        therapist.Aim.ShouldBe(GoalAim.FindProvider);
    }

    // what the trained weights must go on to tell
    [Theory]
    [InlineData("Can you recommend a dentist in Napa?", "FindProvider city=Napa")]
    [InlineData("please find me a dentist in palo alto", "FindProvider city=palo alto")]
    [InlineData("I'd like to book an appointment with Dr. Lena Ortiz for tomorrow at 11 am.", "BookAppointment appointment_date=2019-03-02 appointment_time=11:00 dentist_name=Dr. Lena Ortiz")]
    [InlineData("Book me an appointment at Bright Smile Dental on the 7th.", "BookAppointment appointment_date=2019-03-07 dentist_name=Bright Smile Dental")]
    [InlineData("I am looking for a dentist who offers cosmetic services in Walnut Creek.", "FindProvider city=Walnut Creek offers_cosmetic_services=True")]
    public void A_first_wish_is_told(string said, string goal)
    {
        var heard = Hear(said);
        $"{heard.Aim} {string.Join(' ', heard.Slots.Select(slot => $"{slot.Key}={slot.Value}"))}".ShouldBe(goal);
    }

    static readonly Gen<string> AnyWords = Gen.OneOf([.. "find book a dentist in San Jose Dr . , yes no the 5th at 3 pm please & another one it Ada ? unisex بكره".Split(' ').Select(Gen.Const)]).Array[0, 9].Select(words => string.Join(' ', words));

    [Fact]
    public void Whatever_is_said_after_whatever_comes_to_the_same_goal_twice_without_an_accident() =>
        Gen.Select(Gen.OneOf(AnyWords, Gen.String).Array[1, 4], Gen.Int[0, 3].Array[4]).Sample((turns, moments) =>
        {
            AgentAct[][] acts = [[], Offered("Dr. Ada Byrne"), OtherTime, [Act(Request, "city")]];
            string Play()
            {
                var own = new GoalTracker(GoalSchema.Dentist);
                return string.Join('\n', turns.Select((said, i) => Hear(own, said, acts[moments[i]])).Select(goal => $"{goal.Aim} {string.Join(' ', goal.Slots)} {string.Join(' ', goal.Taken)}"));
            }

            Play().ShouldBe(Play());
        });
}
