using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.People;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding;

/// <summary>What an utterance is said into: where and when, and after what.</summary>
/// <param name="Now">The clinic's clock.</param>
/// <param name="Country">ISO 3166 alpha-2, whose local phone numbers are meant.</param>
/// <param name="Language">Of the conversation so far.</param>
/// <param name="Acts">What the agent did just before.</param>
/// <param name="Goal">The wish in force.</param>
public sealed record Setting(
    LocalDateTime Now, string Country, string Language, IReadOnlyList<AgentAct> Acts, Intent? Goal, TimeExpressions Times, DoctorNames Doctors, bool ExpectsName = false)
{
    /// <summary>The appointment that was being arranged before a question came between; null for none.</summary>
    public Intent? Underlying { get; init; }

    /// <summary>The part of the day that was wished for before: nine is the evening's then.</summary>
    public PartOfDay? Leaning { get; init; }

    /// <summary>The day that was wished for before: "the 16th" is of its month, "the one after" is a week later.</summary>
    public LocalDate? Day { get; init; }

    // those whom the agent just named are known too
    internal DoctorNames KnownDoctors => Acts.Where(act => act.Slot == SlotNames.Doctor).SelectMany(act => act.Values ?? []).ToArray() is { Length: > 0 } named ? Doctors.And(named) : Doctors;

    /// <summary>Of days that were offered or read back, "the 16th" is said as a bare ١٦ in Arabic.</summary>
    internal bool AsksDate => Acts.Any(act => act.Slot == SlotNames.Date && (act.Kind == AgentActKind.Request || Language == "ar" && act.Kind is AgentActKind.Offer or AgentActKind.Confirm));

    internal bool AsksDoctor => Acts.Any(act => act is { Kind: AgentActKind.Request, Slot: SlotNames.Doctor });

    /// <summary>Of times that were offered or read back, "five" is one.</summary>
    internal bool AsksTime => Acts.Any(act => act is { Kind: AgentActKind.Request or AgentActKind.Offer or AgentActKind.Confirm, Slot: SlotNames.Time });

    /// <summary>A phone, a code, or what the medicine is, was asked for, and nothing of when.</summary>
    internal bool AsksElse => Acts.Any(act => act is { Kind: AgentActKind.Request, Slot: "phone" or "reason" or "code" }) && !Acts.Any(act => act.Slot is SlotNames.Date or SlotNames.Time or SlotNames.Part);

    internal bool Offers(LocalTime time) => OfferedTimes.Contains(time);

    IReadOnlyList<LocalTime> OfferedTimes { get => field ??= [.. Offered(SlotNames.Time).Select(value => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(value)).Where(read => read.Success).Select(read => read.Value)]; }

    IReadOnlyList<LocalDate> OfferedDates { get => field ??= [.. Offered(SlotNames.Date).Select(LocalDatePattern.Iso.Parse).Where(read => read.Success).Select(read => read.Value)]; }

    IEnumerable<string> Offered(string slot) => Acts.Where(act => act.Kind == AgentActKind.Offer && act.Slot == slot).SelectMany(act => act.Values ?? []);

    /// <summary>Something is asked about what was offered, and not whether it can be had.</summary>
    internal bool IsAskedOf(Utterance utterance) =>
        OfferedTimes.Count + OfferedDates.Count > 0 && utterance.Words.Any(word => word.Text == "?") && !utterance.Words.Any(word => Wishes.Contains(word.Text));

    static readonly string[] Wishes = ["ينفع", "تنفع", "هينفع", "ممكن", "ماشي", "تمام", "صح", "اه", "ايوه", "يعني", "يمكن", "مناسب", "موجود", "عايز", "عايزه", "عاوز", "عاوزه", "احجز", "احجزلي", "خليها", "خليه", "يبقي", "ناخد", "yenfa3", "ynf3", "momken", "mashy", "tamam", "3ayez", "3ayza", "5aleha", "can", "could", "works", "please", "book"];

    internal TimesSaid LeaveOffered(TimesSaid times) => times with
    {
        Dates = [.. times.Dates.Select(date => date with { Excluded = date.Excluded || OfferedDates.Contains(date.Date) })],
        Times = [.. times.Times.Select(time => time with { Excluded = time.Excluded || Offers(time.Time) })],
    };

    /// <summary>Which of the times, or else of the days, that were offered is meant by its place, its part of the day or a piece of it; null for none.</summary>
    /// <param name="times">What was said of when; what only tells the place ("the later of the two") is taken out.</param>
    internal int? PlaceOf(Utterance utterance, ref TimesSaid times)
    {
        if (OfferedTimes.Count + OfferedDates.Count == 0)
            return null;
        var words = new TimeScan(utterance);
        if (times.Dates is [var named, ..] && OfferChoice.IsOfOther(words, named) && OfferedDates is [var one, var other] && (named.Date == one || named.Date == other))
        {
            times = times with { Dates = [] };
            return named.Date == one ? 1 : 0;
        }

        var choice = OfferedTimes.Count > 0 ? OfferChoice.Read(words, OfferedTimes) : OfferChoice.Read(words, OfferedDates);
        // نمرة اتنين, awel wa7da: a number that only tells the place, unless it is what was offered
        if (choice is { } told)
            times = times with
            {
                Dates = [.. times.Dates.Where(date => date.Start >= told.End || date.End <= told.Start || OfferedDates.Contains(date.Date))],
                Times = [.. times.Times.Where(time => time.Start >= told.End || time.End <= told.Start || Offers(time.Time))],
                Parts = [.. times.Parts.Where(part => part.Start >= told.End || part.End <= told.Start)],
            };
        // what is said plainly needs no place, unless the place is where it all leads
        if (times is not { Date: null, Time: null } && !(choice is { } last && OfferChoice.Concludes(words, last)))
            return null;
        var spans = times.Spans;
        return choice?.Place ?? (OfferedTimes.Count == 0 && spans.Count > 0 && OfferedDates.Count > 1 && !words.Asks ? OfferChoice.Only(OfferedDates, date => spans.Any(span => span.Days.Contains(date))) : OfferedTimes.Count > 0 ? OfferedPart.Read(words, times, OfferedTimes) ?? OfferChoice.ByPiece(words, OfferedTimes) ?? OfferChoice.ByDigits(words, OfferedTimes) : null);
    }

    internal TimesSaid Choose(TimesSaid times, int place) => OfferedTimes.Count > 0
        ? times with { Times = [.. times.Times.Select(time => time with { Excluded = true }), new(OfferedTimes[place], 0, 0)], Parts = [] }
        : times with { Dates = [.. times.Dates.Select(date => date with { Excluded = true }), new(OfferedDates[place], 0, 0)] };
}

/// <summary>Reads everything that an utterance says. The product's one way to understand, and the one that the bench scores.</summary>
public sealed class Reader(IntentReader intents)
{
    public Understood Read(string said, Setting setting)
    {
        var utterance = Utterance.Of(said);
        // a patient's name may be a doctor's too
        var slots = SlotReader.Read(utterance, setting.ExpectsName ? DoctorNames.None : setting.KnownDoctors);
        if (slots.Doctor is null && setting.AsksDoctor && PersonReader.Read(utterance, setting.Country, expectsName: true).Names is [var named, ..] && GivenNames.IsOne(Utterance.Of(named).Words[0].Text))
            slots = slots with { Doctor = new(named, named, 0, utterance.Words.Count) };
        var times = setting.Times.Read(utterance, setting.Now, setting.AsksDate, setting.AsksTime, setting.Day);
        times = times with { Times = [.. times.Times.Select(time => AsOffered(time, setting))] };
        var cues = CueReader.Read(utterance);
        if (setting.AsksElse && !MayChange(utterance, cues)) // نقطة صبح ونقطة ليل; a phone that is answered after sunset
            times = times with { Dates = [], Times = [], Parts = [] };
        if (setting.ExpectsName && !setting.AsksDate) // ولاء جمعه, خميس: names
            times = times with { Dates = [.. times.Dates.Where(date => !GivenDays.Contains(utterance.Words[Math.Min(date.Start, utterance.Words.Count - 1)].Text))] };
        var isAskedOf = setting.IsAskedOf(utterance); // والتلات كان فيه ايه؟
        if (isAskedOf)
            times = setting.LeaveOffered(times);
        var place = setting.PlaceOf(utterance, ref times);
        if (isAskedOf && !utterance.Words[^1].IsMark) // التانيه دي بتخلص امتي؟ عندي قطر
            place = null;
        if (place is { } chosen)
            times = setting.Choose(times, chosen);
        if (cues.Contains(Cue.Both) && setting.Acts.Any(act => act.Kind == AgentActKind.Confirm) && times.Times.Count == 0)
            times = times with { Dates = [.. times.Dates.Where(date => date.Date.DayOfWeek != IsoDayOfWeek.Monday)] }; // both of them, and not Monday
        var mayBeName = (setting.ExpectsName || PersonReader.HasPhone(utterance)) && times is { Dates.Count: 0, Times.Count: 0, Parts.Count: 0, Spans.Count: 0 } && slots is { Doctor: null, Specialty: null }
            && !cues.Overlaps(NoName) && !utterance.Words.Any(word => word.Text == "?");
        var person = PersonReader.Read(utterance, setting.Country, mayBeName);
        // a name or a number is in no language
        var isBare = person is not { Names.Count: 0, Phone: null, Digits: null } && utterance.Words.Count <= 6 && setting.ExpectsName;
        var content = new Content(
            times.Date is not null || times.Time is not null || times.Part is not null || times.Spans.Count > 0 || slots is not { Doctor: null, Specialty: null },
            person is not { Names.Count: 0, Phone: null, Digits: null });
        var wanted = intents.Read(utterance, content, cues, setting.Acts, setting.Goal, setting.Underlying);
        if (wanted.Intent == Intent.MoveAppointment) // the day that is left is not the one wished for
            times = times with { Dates = [.. times.Dates.Select(date => date with { Excluded = date.Excluded || date.OfExisting })] };
        return new(
            utterance, isBare ? setting.Language : LanguageOf.Tell(utterance, setting.Language), wanted, times, slots, person, cues) { Place = place };
    }

    // "nine thirty" of an offer at 21:30 is that one
    static TimeSaid AsOffered(TimeSaid time, Setting setting) =>
        time.Guessed && !setting.Offers(time.Time) && setting.Leaning is PartOfDay.Evening && time.Time.Hour is >= 5 and < 12 ? time with { Time = time.Time.PlusHours(12), Guessed = false }
        : time.Guessed && !setting.Offers(time.Time) && setting.Offers(time.Time.PlusHours(12)) ? time with { Time = time.Time.PlusHours(12), Guessed = false } : time;

    // "010…, and make it Thursday"; الخميس احسن: whatever was asked, the day may change
    static bool MayChange(Utterance utterance, IReadOnlySet<Cue> cues) =>
        cues.Contains(Cue.Correction) || YesNo.BeginsWithNo(utterance) || utterance.Words.Any(word => word.Forms.Any(Changing.Contains)) || utterance.Words.Count <= 4 && !PersonReader.HasPhone(utterance);

    static readonly string[] Changing =
    [
        "خليها", "خليه", "خلوها", "نخليها", "نخليه", "غيرها", "غيره", "بدل", "بدالها", "ينفع", "ممكن", "احجز", "انقل", "انقلها", "عايز", "عايزه", "عاوز", "عاوزه", "make", "move", "change", "instead", "can", "could", "5aleeha", "5aleha", "khaliha", "3ayez", "3ayza",
    ];

    static readonly string[] GivenDays = ["خميس", "جمعه", "khamis", "khamees", "gomaa", "gom3a"];

    // what is said with these is no bare name
    static readonly Cue[] NoName =
        [Cue.First, Cue.Second, Cue.Third, Cue.Last, Cue.Nearest, Cue.Any, Cue.Others, Cue.Drop, Cue.NoCode, Cue.Robot, Cue.Complaint, Cue.CallBack, Cue.Refill, Cue.Thanks, Cue.Goodbye, Cue.Wait, Cue.Advice, Cue.HowTo];
}
