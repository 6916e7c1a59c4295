using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>A city or a provider's name, at these words of an utterance.</summary>
readonly record struct ValueSaid(bool IsCity, int Start, int End);

/// <summary>
/// Finds the cities and providers that an English utterance names, none of which need be known: word by word, by a linear model (<c>tag-weights.txt</c>) that
/// sees spelling, neighbours, what was asked and which words are places (<c>places.txt</c>).
/// </summary>
static class ValueTagger
{
    public const string Outside = "O", CityBegins = "C", CityGoesOn = "c", NameBegins = "N", NameGoesOn = "n";

    static readonly Lazy<WeightTable> Weights = new(() => WeightTable.Beside(typeof(ValueTagger), "tag-weights.txt"));
    static readonly PhraseBook<bool> Places = new(WordFiles.Lines(typeof(ValueTagger), "places.txt").SelectMany(line => line.Split(',')).Select(place => (place, true)));

    public static List<ValueSaid> Find(Utterance utterance, TimesSaid times, IReadOnlyList<AgentAct> acts, string providerSlot)
    {
        var found = new List<ValueSaid>();
        var scene = new Scene(utterance, times, acts, providerSlot);
        var last = Outside;
        for (var i = 0; i < utterance.Words.Count; i++)
        {
            var tag = Weights.Value.Tell(scene.Features(i, last));
            if (tag is CityBegins or NameBegins || tag is CityGoesOn && last is not (CityBegins or CityGoesOn) || tag is NameGoesOn && last is not (NameBegins or NameGoesOn))
                found.Add(new(tag is CityBegins or CityGoesOn, i, i + 1));
            else if (tag != Outside)
                found[^1] = found[^1] with { End = i + 1 };
            last = tag;
        }

        var when = Covered(utterance.Words.Count, times);
        return [.. found.Select(value => Whole(value, utterance, when)).Where(value => value.End > value.Start)];
    }

    // a name begins with its title and the capitals before it, and ends neither with a mark nor with a word that leads on
    static ValueSaid Whole(ValueSaid value, Utterance utterance, bool[] when)
    {
        var (words, start, end) = (utterance.Words, value.Start, value.End);
        while (end > start && (words[end - 1].IsMark || words[end - 1].Text is "and" or "at" or "in" or "on" or "is" or "for" or "salon" && char.IsLower(utterance.Typed[words[end - 1].Start])))
            end--;
        if (value.IsCity || end == start)
            return value with { End = end };
        while (start > 1 && !words[start - 2].IsMark && !when[start - 1] && char.IsUpper(utterance.Typed[words[start - 1].Start]) && words[start - 1].Text is not "i" && !GoalSchema.IsProvider(words[start - 1].Text))
            start--;
        var title = start > 0 && words[start - 1].IsMark ? start - 2 : start - 1;
        return new(IsCity: false, title >= 0 && words[title].Text == "dr" ? title : start, end);
    }

    /// <summary>An utterance in its place, as the model sees it.</summary>
    public sealed class Scene
    {
        readonly IReadOnlyList<Word> words;
        readonly bool[] when, kind, place;
        readonly string[] shapes;
        readonly string asked;
        readonly bool anyCapital;

        public Scene(Utterance utterance, TimesSaid times, IReadOnlyList<AgentAct> acts, string providerSlot)
        {
            words = utterance.Words;
            (when, kind, place) = (Covered(words.Count, times), GoalSchema.KindsIn(utterance), new bool[words.Count]);
            foreach (var found in Places.FindIn(utterance))
                Array.Fill(place, true, found.Start, found.End - found.Start);
            shapes = [.. words.Select(word => ShapeOf(utterance.Typed[word.Start..word.End]))];
            anyCapital = shapes.Any(shape => shape[0] == 'X');
            asked = Asks(acts, GoalSchema.City) ? "city" : Asks(acts, providerSlot) ? "name" : acts.Any(act => act.Kind is AgentActKind.Confirm) ? "confirm" : acts.Count == 0 ? "first" : "other";
        }

        /// <param name="last">The tag of the word before.</param>
        public List<string> Features(int i, string last)
        {
            var (word, shape) = (TextOf(i), Shape(i));
            var start = i == 0 || words[i - 1].IsMark && words[i - 1].Text is "." or "?" or "!" && !(i > 1 && words[i - 2].Text is "dr" or "mr" or "ms" or "mrs" || i > 1 && words[i - 2].Text.Length == 1);
            List<string> features =
            [
                "=", $"last {last}", $"w {word}", $"w-1 {TextOf(i - 1)}", $"w-2 {TextOf(i - 2)}", $"w+1 {TextOf(i + 1)}", $"w+2 {TextOf(i + 2)}", $"{TextOf(i - 1)}_{word}", $"{word}_{TextOf(i + 1)}",
                $"{TextOf(i - 2)}_{TextOf(i - 1)}", $"last {last} w {word}", $"last {last} {shape}{(start ? " start" : "")}", $"{shape}{(start ? " start" : "")} {TextOf(i - 1)}", $"{shape} next {Shape(i + 1)} last {last}",
                $"asked {asked} last {last}", $"asked {asked} {shape}", $"asked {asked} words {Math.Min(words.Count, 6)} last {last}", $"{(anyCapital ? "" : "no ")}capitals {shape} last {last}",
            ];
            if (place[i])
                features.AddRange([$"place last {last}", $"place {TextOf(i - 1)}", $"place {shape}"]);
            if (i + 1 < place.Length && place[i + 1])
                features.Add($"place+1 last {last}");
            if (word.Length > 3)
                features.AddRange([$"ends {word[^3..]}", $"ends {word[^3..]} last {last}"]);
            return features;
        }

        string TextOf(int i) => i < 0 ? "^" : i >= words.Count ? "$" : when[i] ? "@when" : kind[i] ? "@kind" : words[i].IsNumber ? "#" : words[i].Text;

        string Shape(int i) => i >= shapes.Length ? "$" : when[i] ? "@when" : kind[i] ? "@kind" : shapes[i];

        static bool Asks(IReadOnlyList<AgentAct> acts, string slot) => acts.Any(act => act.Kind == AgentActKind.Request && act.Slot == slot);

        static string ShapeOf(string typed) => !char.IsLetterOrDigit(typed[0]) ? typed[..1] : char.IsAsciiDigit(typed[0]) ? "9" : !char.IsUpper(typed[0]) ? "x" : typed.Length == 1 ? "X" : typed.Any(char.IsLower) ? "Xx" : "XX";
    }

    /// <summary>Which words say when.</summary>
    public static bool[] Covered(int words, TimesSaid times)
    {
        var when = new bool[words];
        foreach (var (start, end) in times.Dates.Select(date => (date.Start, date.End)).Concat(times.Times.Select(time => (time.Start, time.End))))
            for (var i = start; i < Math.Min(end, words); i++)
                when[i] = true;
        return when;
    }
}
