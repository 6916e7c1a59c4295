using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>A patient's turn with what it means.</summary>
/// <param name="Dialogue">Names its dialogue among all.</param>
/// <param name="Now">The clock of it, in the clinic's time.</param>
/// <param name="Acts">What the agent did just before.</param>
/// <param name="Goal">The wish that was in force before; null where there was none.</param>
/// <param name="Slots">What this turn says or changes: canonical values by slot.</param>
public sealed record TaughtTurn(
    string Dialogue, LocalDateTime Now, IReadOnlyList<AgentAct> Acts, Intent? Goal, Intent Intent, IReadOnlyDictionary<string, string> Slots, string Said);

/// <summary>
/// The dialogues that the front desk learns Egyptian Arabic from, a file a writer. "===" and the clock begin a dialogue, "A" are the agent's acts before
/// the next turn, "U intent | slots | words" is a turn; how turns are labelled stands in Portal.Bench/FrontDesk/Sets/README.md.
/// </summary>
public static partial class TaughtDialogues
{
    /// <summary>Those who wrote, by the file they wrote.</summary>
    public static readonly IReadOnlyList<string> Writers = ["first", "country", "young", "terse", "family", "town", "hurried", "settled", "cast", "ways", "regulars", "stage", "secretary", "counter", "delta", "campus"];

    public static IEnumerable<TaughtTurn> Of(string writer)
    {
        var (number, now, goal) = (0, default(LocalDateTime), default(Intent?));
        AgentAct[] acts = [];
        foreach (var line in WordFiles.Lines(typeof(TaughtDialogues), $"dialogues-{writer}.txt"))
            switch (line[0])
            {
                case '=':
                    (number, now, goal, acts) = (number + 1, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(line[3..].Trim()).GetValueOrThrow(), null, []);
                    break;
                case 'A':
                    acts = [.. line[1..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Acts)];
                    break;
                case 'U':
                    var turn = Turn($"{writer}-{number}", now, acts, goal, line[1..]);
                    yield return turn;
                    goal = IntentReader.IsWish(turn.Intent) ? turn.Intent : goal;
                    acts = [];
                    break;
                default:
                    throw new FormatException(line);
            }
    }

    static TaughtTurn Turn(string dialogue, LocalDateTime now, AgentAct[] acts, Intent? goal, string line)
    {
        var parts = line.Split('|', 3, StringSplitOptions.TrimEntries);
        return new(dialogue, now, acts, goal, Enum.Parse<Intent>(parts[0]), Pairs().Matches(parts[1]).ToDictionary(pair => pair.Groups["slot"].Value, Value), parts[2]);
    }

    // "OFFER appointment_time=17:00,18:30", "CONFIRM appointment_date appointment_time", "OFFER_INTENT BookAppointment", "REQ_MORE"
    static IEnumerable<AgentAct> Acts(string act)
    {
        var (name, rest) = act.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var others] ? (first, others) : (act, "");
        var kind = AgentActKinds.Of(name) ?? throw new FormatException(act);
        if (rest.Length == 0 || kind == AgentActKind.OfferIntent)
            return [new(kind)];
        return Pairs().Matches(rest).Select(pair => new AgentAct(kind, pair.Groups["slot"].Value, pair.Groups["value"].Success ? Value(pair).Split(',') : null));
    }

    static string Value(Match pair) => pair.Groups["value"].Value.Trim('"');

    [GeneratedRegex("""(?<slot>[a-z_]+)(=(?<value>"[^"]*"|[^ "]+))?""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pairs();
}
