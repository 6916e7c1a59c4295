using System.Globalization;
using Portal.Domain.CallCenter.Safety;
using Flags = Portal.Domain.CallCenter.Safety.RedFlags;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// Learns the weights of red-flag-weights.txt from labelled messages: logistic regression with a little L2, by plain gradient steps in a shuffled order
/// that is the same every time. Only the tuning sets (redflags-dev, redflags-more, turns of the ordinary scenarios) may go in, never a test set.
/// </summary>
static class RedFlagLearning
{
    const int Rounds = 120;
    const double Shrink = 0.001;
    const double Least = 0.05;

    /// <summary>What fewer messages say is chance.</summary>
    const int Seldom = 1;

    // what frames a message and says nothing of itself: it must not add up to an alarm ("not right now")
    static readonly HashSet<string> Common =
    [
        .. """
           a an the i im ive id me my mine you your he hes his him she shes her it its we our us they their them this that these those there here what whats which who whom how
           when where why is am are was were be been being do does did have has had having can could will would should shall may might must to of in on at by for from with
           without into onto about as and or but so if then than too very just really quite still now right today tonight tomorrow yesterday morning evening night day days week
           weeks month months year years hour hours minute minutes time times again also not no yes ok okay please thanks thank hi hello one two three four five six seven eight
           nine ten first last next some any all both each every more most much many lot lots going go goes went get gets got come comes came take want wants need needs like
           think thinks thought know knows say says said tell told let make made put see look out up down off over back away since until after before during while s t ll re ve
           في من علي الي عن مع بعد قبل عند عندي عنده عندها عندنا عندكم انا انت انتي هو هي احنا هم ده دي دا كده كدا اللي ان اني انه انها او و يا ما لا اه ايوه بس لسه
           دلوقتي النهارده امبارح بكره الصبح بالليل يوم ايام اسبوع شهر سنه ساعه ساعات دقيقه دقايق كل كان كانت كنت هل ايه ليه ازاي فين امتي مين كام لو سمحت ممكن عايز عايزه عاوز
           محتاج محتاجه مش مفيش مافيش واحد واحده حاجه شويه اوي جدا خالص تاني اول اخر بقي بقت بقاله بقالها بقالي قال قالت بيقول بتقول راح جه جت لما عشان علشان طب طيب شكرا
           ana enta howa heya fe men ma3 3ala el bs mesh msh w we kol
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    static readonly HashSet<string> Frames =
    [
        "@over", "@old", "@is_aged", "@lasting", "@not_age", "@ago", "@at_weeks", "@not_measure", "@i", "@very", "@two_months", "@two_weeks", "@lately", "@less",
    ];

    /// <param name="Kind">The emergency's kind; null for an ordinary message.</param>
    public readonly record struct Example(string Prompt, string? Kind);

    /// <summary>The lines of the weights' file: weight, feature and, where it speaks for an emergency, the kind it speaks for most.</summary>
    public static IEnumerable<string> Learn(IReadOnlyList<Example> examples, Flags flags)
    {
        var places = new Dictionary<string, int>();
        var said = examples.Select(example => flags.FeaturesOf(example.Prompt).ToArray()).ToArray();
        var often = said.SelectMany(features => features).CountBy(feature => feature).Where(pair => pair.Value >= Seldom && !IsCommon(pair.Key)).Select(pair => pair.Key).ToHashSet();
        var features = said.Select(all => all.Where(often.Contains).Select(feature => Place(places, feature)).ToArray()).ToArray();
        var weights = new double[places.Count];
        // a guard may speak against an alarm, never for one
        var guards = places.Where(pair => pair.Key.StartsWith("guard:", StringComparison.Ordinal)).Select(pair => pair.Value).ToHashSet();
        var bias = 0.0;
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(20261123);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            var rate = 0.1 / (1 + round * 0.05);
            foreach (var i in order)
            {
                var scale = AlarmScore.Scale(said[i].Length);
                var error = 1 / (1 + Math.Exp(-bias - scale * features[i].Sum(place => weights[place]))) - (examples[i].Kind is null ? 0 : 1);
                bias -= rate * error;
                foreach (var place in features[i])
                {
                    weights[place] -= rate * (scale * error + Shrink * weights[place]);
                    if (guards.Contains(place))
                        weights[place] = Math.Min(weights[place], 0);
                }
            }
        }

        var kinds = KindsOf(examples, features, places.Count);
        yield return $"{bias.ToString("0.000", CultureInfo.InvariantCulture)}\tbias";
        foreach (var (feature, place) in places.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (Math.Abs(weights[place]) >= Least)
                yield return $"{weights[place].ToString("0.00", CultureInfo.InvariantCulture)}\t{feature}{(weights[place] > 0 ? "\t" + kinds[place] : "")}";
    }

    static bool IsCommon(string feature)
    {
        var name = feature.TrimEnd('!').TrimEnd('-');
        if (name.StartsWith("@unit_", StringComparison.Ordinal) || name.StartsWith("@n", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]) || Frames.Contains(name))
            return true;
        if (name[0] == '@' || name.StartsWith("guard:", StringComparison.Ordinal) || name.StartsWith("unless:", StringComparison.Ordinal))
            return name.StartsWith("unless:", StringComparison.Ordinal);
        return name.Replace("w:", "", StringComparison.Ordinal).Split(' ').All(word => word is "#" || Common.Contains(word.Trim('~', '*')));
    }

    static int Place(Dictionary<string, int> places, string feature) =>
        places.TryGetValue(feature, out var place) ? place : places[feature] = places.Count;

    /// <summary>For each feature the kind in whose messages it is commonest.</summary>
    static string[] KindsOf(IReadOnlyList<Example> examples, int[][] features, int count)
    {
        var sizes = examples.Where(example => example.Kind is not null).GroupBy(example => example.Kind!).ToDictionary(group => group.Key, group => group.Count());
        var shares = Enumerable.Range(0, count).Select(_ => new SortedDictionary<string, double>(StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < examples.Count; i++)
            if (examples[i].Kind is { } kind)
                foreach (var place in features[i])
                    shares[place][kind] = shares[place].GetValueOrDefault(kind) + 1.0 / sizes[kind];
        return [.. shares.Select(share => share.Count == 0 ? "other" : share.MaxBy(pair => pair.Value).Key)];
    }
}
