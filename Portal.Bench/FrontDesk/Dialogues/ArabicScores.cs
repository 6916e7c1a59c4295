using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.Platform.Text;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>
/// How the product's own reader does on labelled Egyptian turns. Intent: share of turns. Slots: of all values that either the label or the reader
/// has, the share on which they agree, so that a value too many counts like one too few.
/// </summary>
sealed class ArabicScores
{
    static readonly Intent[] Passing = [Intent.Confirm, Intent.Deny, Intent.Greeting, Intent.OutOfScope];

    readonly List<string> errors = [];
    int turns, intents, slots, slotsRight, times, timesRight;

    /// <summary>What was read otherwise than labelled, for who tunes on a development set.</summary>
    public IReadOnlyList<string> Errors => errors;

    public int Turns => turns;

    public double Intents => Share(intents, turns);

    public double AllSlots => Share(slotsRight, slots);

    public double DaysAndTimes => Share(timesRight, times);

    public static ArabicScores Of(IEnumerable<LabelledTurn> lines, Reader reader)
    {
        var scores = new ArabicScores();
        foreach (var dialogue in lines.GroupBy(line => line.DialogueId))
        {
            var (goal, underlying, leaning, day, doctors) = (default(Intent?), default(Intent?), default(PartOfDay?), default(LocalDate?), DoctorNames.None);
            foreach (var line in dialogue.OrderBy(line => line.Turn))
            {
                // as in life: whom the agent named, and which part of the day was wished for
                doctors = doctors.And(line.Acts.Where(act => act.Slot == SlotNames.Doctor).SelectMany(act => act.Values ?? []));
                var understood = scores.Add(line, reader, goal, underlying, leaning, day, doctors);
                leaning = understood.Times.Part?.Part ?? leaning;
                day = understood.Times.Date?.Date ?? day;
                // as in life: the wish in force is known from what was understood and confirmed so far
                var truth = Enum.Parse<Intent>(line.ActiveIntent);
                if (!Passing.Contains(truth))
                    goal = truth;
                if (truth is Intent.BookAppointment or Intent.MoveAppointment or Intent.JoinWaitlist)
                    underlying = truth;
            }
        }

        return scores;
    }

    Understood Add(LabelledTurn line, Reader reader, Intent? goal, Intent? underlying, PartOfDay? leaning, LocalDate? day, DoctorNames doctors)
    {
        var now = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(line.Now![..16]).Value;
        var understood = reader.Read(line.Utterance, new(now, "EG", "ar", line.Acts, goal, TimeExpressions.Egypt, doctors, ExpectsName: line.Acts.Any(act => act is { Kind: AgentActKind.Request, Slot: "name" })) { Leaning = leaning, Underlying = underlying, Day = day });
        turns++;
        if (understood.Intent.ToString() == line.ActiveIntent)
            intents++;
        else
            errors.Add($"{line.DialogueId}/{line.Turn} intent {line.ActiveIntent} read {understood.Intent} ({understood.Wanted.Sure:0.00}) goal {goal} [{string.Join(",", line.Acts.Select(a => $"{a.Kind} {a.Slot}"))}]: {line.Utterance}");
        var read = Read(understood);
        foreach (var slot in read.Keys.Union(line.NewSlots.Keys))
        {
            var right = read.TryGetValue(slot, out var value) && line.NewSlots.TryGetValue(slot, out var label) && label.Right.Any(r => Same(slot, r, value));
            slots++;
            slotsRight += right ? 1 : 0;
            if (slot is SlotNames.Date or SlotNames.Time)
            {
                times++;
                timesRight += right ? 1 : 0;
            }

            if (!right)
                errors.Add($"{line.DialogueId}/{line.Turn} {slot} {(line.NewSlots.TryGetValue(slot, out var wanted) ? string.Join("|", wanted.Right) : "-")} read {value ?? "-"} at {line.Now} [{string.Join(",", line.Acts.Select(a => $"{a.Kind} {a.Slot} {string.Join("/", a.Values ?? [])}"))}]: {line.Utterance}");
        }

        return understood;
    }

    /// <summary>
    /// What a turn says, as sets label it: a bound ("after three") and a time said away are no value, nor is anything that is said while nothing is
    /// wished for, nor the doctor whose appointment is to be moved.
    /// </summary>
    static Dictionary<string, string> Read(Understood understood)
    {
        var read = new Dictionary<string, string>();
        if (Passing.Contains(understood.Intent))
            return read;
        // a medicine, a result: what is said of when belongs to no appointment
        var takesTime = understood.Intent is not (Intent.RequestRefill or Intent.AskRecord);
        if (takesTime && understood.Times.Date is { } date)
            read[SlotNames.Date] = LocalDatePattern.Iso.Format(date.Date);
        if (takesTime && understood.Times.Time is { Bound: Bound.At } time)
            read[SlotNames.Time] = time.Time.ToString("HH:mm", null);
        if (understood.Times.Part is { } part)
            read[SlotNames.Part] = part.Part.ToString().ToLowerInvariant();
        if (understood.Slots.ForWhom is { } whom)
            read[SlotNames.ForWhom] = whom.Value.ToString().ToLowerInvariant();
        if (understood.Intent == Intent.MoveAppointment && understood.NamesAppointment)
            return read;
        if (understood.Slots.Doctor is { } doctor)
            read[SlotNames.Doctor] = doctor.Value;
        if (understood.Slots.Specialty is { } specialty)
            read[SlotNames.Specialty] = specialty.Value == Specialty.ENT ? "ENT" : specialty.Value.ToString().ToLowerInvariant();
        return read;
    }

    static bool Same(string slot, string label, string read) =>
        slot == SlotNames.Doctor ? NameFolding.Fold(label) == NameFolding.Fold(read) : string.Equals(label, read, StringComparison.OrdinalIgnoreCase);

    static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
