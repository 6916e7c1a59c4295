using NodaTime;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>How the Schema-Guided Dialogue set sees the world: its clock stands still, its week begins on Monday, its aims have names.</summary>
static class SchemaGuided
{
    static readonly LocalDateTime Now = new(2019, 3, 1, 8, 0); // a Friday
    static readonly TimeExpressions Times = new(IsoDayOfWeek.Monday, time => time >= new LocalTime(9, 0) && time <= new LocalTime(18, 45));

    public static Understood Read(LabelledTurn line, Reader reader) =>
        reader.Read(line.Utterance, new(Now, "US", "en", line.Acts, Intent.BookAppointment, Times, DoctorNames.None));

    public static GoalAim Aim(string label) => label == "NONE" ? GoalAim.None : Enum.Parse<GoalAim>(label);

    /// <summary>The lines of that set, by dialogue and service; its parts number their dialogues alike.</summary>
    public static IEnumerable<IReadOnlyList<LabelledTurn>> Dialogues(IEnumerable<LabelledTurn> lines) =>
        lines.Where(line => line is { ProviderKind: not null, State: not null, IsArabic: false } && GoalSchema.Of(line.ProviderKind) is not null)
            .GroupBy(line => (line.Split, line.DialogueId, line.ProviderKind)).Select(dialogue => dialogue.OrderBy(line => line.Turn).ToList());
}
