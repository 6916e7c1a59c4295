using System.Globalization;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// Numbers that mean something only with the words about them: an age of at most three months, a fever, oxygen, sugar, pulse and pressure out of
/// bounds, weeks of pregnancy. Each becomes a concept's hit, which rules use like words. Bounds are those of common triage cards for the public.
/// </summary>
sealed class Measures
{
    const int Reach = 5;

    /// <summary>How many words nearer a name before a number is than one after it.</summary>
    const int AfterCounts = 2;

    static readonly string[] Units = ["@unit_day", "@unit_week", "@unit_month", "@unit_year", "@unit_hour", "@unit_minute"];

    // what a number may be of
    static readonly string[] Named = ["@temperature", "@oxygen", "@sugar", "@pulse", "@breaths", "@pressure_word", .. Labs.All.Select(lab => lab.Name)];

    /// <summary>The concepts that are made here, so that rules can name them.</summary>
    public static readonly string[] Concepts =
    [
        "@age_infant", "@age_child", "@age_old", "@fever_read", "@fever_high", "@oxygen_low", "@sugar_high", "@sugar_low", "@pulse_high", "@pulse_low", "@pressure_high", "@pressure_low",
        "@weeks_pregnant", "@minutes_long", "@fast_breaths", "@many", "@fever_none", "@oxygen_usual", "@sugar_usual", "@pulse_raised", "@pulse_usual", "@pressure_usual", "@pressure_raised", "@breaths_usual", "@temp_low_read",
        "@for_hours", "@for_days", "@for_weeks", "@for_months", Labs.Grave, Labs.Usual,
    ];

    readonly record struct Number(double Value, int Start, int End);

    readonly Lexicon lexicon;
    readonly (int Concept, int Value)[] spelled;
    readonly HashSet<int> beginnings;

    /// <param name="lexicon">Has the words of numbers and units already.</param>
    public Measures(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        spelled = [.. Enumerable.Range(1, 60).Where(n => lexicon.Knows("@n" + n)).Select(n => (lexicon.Concept("@n" + n), n))];
        beginnings = [.. spelled.Select(number => number.Concept), .. Units.Append("@two_months").Append("@two_weeks").Select(lexicon.Concept)];
    }

    public void Read(IReadOnlyList<Word> words, List<Hit> hits)
    {
        if (!words.Any(word => word.IsNumber) && !hits.Exists(hit => beginnings.Contains(hit.Concept)))
            return;
        var scan = new Scan(words, lexicon, hits);
        scan.Numbers(spelled);
        scan.Say();
    }

    sealed class Scan(IReadOnlyList<Word> words, Lexicon lexicon, List<Hit> hits)
    {
        readonly List<Number> numbers = [];
        readonly ILookup<int, Hit> said = hits.ToLookup(hit => hit.Concept);

        public void Numbers((int Concept, int Value)[] spelled)
        {
            for (var i = 0; i < words.Count; i++)
            {
                if (!words[i].IsNumber || words[i].Text.Length > 4)
                    continue;
                var value = double.Parse(words[i].Text, CultureInfo.InvariantCulture);
                var end = i + 1;
                if (end < words.Count && words[end].IsNumber && words[end].Text.Length <= 2 && words[end].Start == words[i].End + 1)
                {
                    // 38.7, ٣٨٫٧; 120/80 has its own way
                    var fraction = double.Parse(words[end].Text, CultureInfo.InvariantCulture) / (words[end].Text.Length == 1 ? 10 : 100);
                    if (value is >= 1 and < 110)
                    {
                        numbers.Add(new(value + fraction, i, end + 1));
                        i = end;
                        continue;
                    }
                }

                numbers.Add(new(value, i, end));
            }

            foreach (var (concept, value) in spelled)
                foreach (var hit in said[concept])
                    numbers.Add(new(value, hit.Start, hit.End));
        }

        public void Say()
        {
            foreach (var number in numbers)
            {
                Ages(number);
                if (!IsBefore(number.End, Units) && !Has("@not_measure", number.End, number.End + 1))
                    Vitals(number);
                if (number.Value >= 8 && IsBefore(number.End, "@pills"))
                    Put("@many", number);
            }

            foreach (var two in Of("@two_months"))
                Age(two.Start, two.End, 61);
            foreach (var two in Of("@two_weeks"))
                Age(two.Start, two.End, 14);
            foreach (var unit in Of("@unit_month").Where(unit => !numbers.Any(number => number.End == unit.Start)))
                Age(unit.Start, unit.End, 30);
            foreach (var unit in Of("@unit_week").Where(unit => !numbers.Any(number => number.End == unit.Start)))
                Age(unit.Start, unit.End, 7);
            for (var i = 0; i + 1 < words.Count; i++)
                Pressure(i);
        }

        void Ages(Number number)
        {
            foreach (var (unit, days) in ((string, double)[])[("@unit_day", 1), ("@unit_week", 7), ("@unit_month", 30.4), ("@unit_year", 365.25)])
                if (After(unit, number.End) is { } hit)
                {
                    Lasting(number.Start, hit.End, number.Value * days);
                    Age(number.Start, hit.End, number.Value * days);
                    if (unit == "@unit_week" && number.Value is >= 4 and <= 42)
                        Weeks(number, hit.End);
                }

            if ((After("@unit_minute", number.End) ?? After("@unit_hour", number.End)) is { } brief)
                Lasting(number.Start, brief.End, number.Value / 24);
            if (After("@unit_minute", number.End) is { } minutes && number.Value >= 5)
                lexicon.Say(hits, lexicon.Concept("@minutes_long"), number.Start, minutes.End);
            else if (After("@unit_hour", number.End) is { } hours)
                lexicon.Say(hits, lexicon.Concept("@minutes_long"), number.Start, hours.End);

            // ‹I'm 58›, ‹he is 71 and›: an age with no unit
            if (number.Value is >= 40 and <= 105 && number.Value == Math.Floor(number.Value) && Has("@is_aged", number.Start - 2, number.Start))
                Put("@age_old", number);
        }

        // how long it has been so, or how long ago it was
        void Lasting(int start, int end, double days)
        {
            if (Has("@old", end, end + 2) || !Has("@lasting", start - 3, start) && !Has("@ago", end, end + 1))
                return;
            var concept = days < 3 ? "@for_hours" : days < 10 ? "@for_days" : days < 60 ? "@for_weeks" : "@for_months";
            lexicon.Say(hits, lexicon.Concept(concept), start, end);
        }

        /// <summary>An age if it is said as one and not as how long something has lasted.</summary>
        void Age(int start, int end, double days)
        {
            var old = Has("@old", end, end + 2);
            if (!old && Has("@lasting", start - 3, start) || Has("@not_age", end, end + 2))
                return;
            var asAge = old || Has("@is_aged", start - 3, start);
            if (days <= 93 && (asAge || Has("@little_one", start - 4, end + 3)))
                lexicon.Say(hits, lexicon.Concept("@age_infant"), start, end);
            if (days is > 93 and < 13 * 365 && asAge)
                lexicon.Say(hits, lexicon.Concept("@age_child"), start, end);
            if (days >= 40 * 365 && asAge)
                lexicon.Say(hits, lexicon.Concept("@age_old"), start, end);
        }

        void Weeks(Number number, int end)
        {
            if (Has("@old", end, end + 1) || Has("@lasting", number.Start - 2, number.Start) || Has("@ago", end, end + 1))
                return;
            if (Has("@pregnant", end, end + 2) || Has("@pregnant", number.Start - 3, number.Start) || Has("@at_weeks", number.Start - 2, number.Start))
                lexicon.Say(hits, lexicon.Concept("@weeks_pregnant"), number.Start, end);
        }

        void Vitals(Number number)
        {
            var value = number.Value;
            var part = value != Math.Floor(value);
            var temperature = Beside("@temperature", number);
            if (value is >= 38 and < 43 && (part || temperature) || value is >= 100.4 and <= 108 && (part || temperature))
                Put("@fever_read", number);
            if (value is >= 40 and < 43 && (part || temperature) || value is >= 104 and <= 108 && temperature)
                Put("@fever_high", number);
            if (value is >= 35.8 and <= 37.7 && (part || temperature))
            {
                NoFever(number);
                Put("@fever_none", number);
            }

            if (value is >= 30 and < 35.6 && temperature)
                Put("@temp_low_read", number);
            if (Beside("@oxygen", number))
                Band(number, value, ("@oxygen_low", 50, 92), ("@oxygen_usual", 94.5, 100));
            if (Beside("@sugar", number))
            {
                if (value is >= 300 and <= 1500 || value is >= 17 and < 50 && part)
                    Put("@sugar_high", number);
                else if (value is >= 10 and <= 60 && !part || value is >= 0.8 and <= 3.2 && part)
                    Put("@sugar_low", number);
                else if (value is >= 70 and <= 200 || value is >= 4 and <= 10)
                    Put("@sugar_usual", number);
            }

            if (Beside("@pulse", number))
                Band(number, value, ("@pulse_high", 130, 280), ("@pulse_low", 20, 40), ("@pulse_raised", 110, 129), ("@pulse_usual", 50, 100));
            if (Beside("@breaths", number))
                Band(number, value, ("@fast_breaths", 30, 90), ("@breaths_usual", 10, 20));
            if (Beside("@pressure_word", number))
                Band(number, value, ("@pressure_low", 40, 89));
            foreach (var lab in Labs.All)
                if (Beside(lab.Name, number))
                {
                    if (lab.IsGrave(value))
                        Put(Labs.Grave, number);
                    else if (lab.IsUsual(value))
                        Put(Labs.Usual, number);
                }
        }

        void Band(Number number, double value, params ReadOnlySpan<(string Concept, double From, double To)> bands)
        {
            foreach (var (concept, from, to) in bands)
                if (value >= from && value <= to)
                {
                    Put(concept, number);
                    return;
                }
        }

        // "temperature 37.1" is no fever
        void NoFever(Number number)
        {
            foreach (var named in Of("@temperature").Where(word => word.End > number.Start - Reach && word.Start < number.End + 3).ToArray())
                for (var i = 0; i < hits.Count; i++)
                    if (hits[i].Start <= named.Start && hits[i].End >= named.End)
                        hits[i] = hits[i] with { Guards = Guard.Denied };
        }

        // 220/120, ١٨٠ على ١١٠
        void Pressure(int i)
        {
            if (!words[i].IsNumber || words[i].Text.Length is < 2 or > 3)
                return;
            var at = i + 1;
            while (at < words.Count && at < i + 3 && !words[at].IsNumber && Has("@over", at, at + 1))
                at++;
            if (at >= words.Count || !words[at].IsNumber || words[at].Text.Length is < 2 or > 3 || at == i + 1 && words[at].Start != words[i].End + 1)
                return;
            var (high, low) = (int.Parse(words[i].Text, CultureInfo.InvariantCulture), int.Parse(words[at].Text, CultureInfo.InvariantCulture));
            if (high is >= 180 and <= 300 && low is >= 60 and <= 200 || low is >= 120 and <= 200 && high > low && high < 300)
                lexicon.Say(hits, lexicon.Concept("@pressure_high"), i, at + 1);
            if (high is >= 150 and <= 300 && low is >= 60 and <= 200 || low is >= 100 and <= 200 && high > low && high < 300)
                lexicon.Say(hits, lexicon.Concept("@pressure_raised"), i, at + 1);
            if (high is >= 100 and <= 149 && low is >= 50 and <= 94)
                lexicon.Say(hits, lexicon.Concept("@pressure_usual"), i, at + 1);
            if (high is >= 50 and <= 92 && low is >= 25 and <= 65 && Has("@pressure_word", i - Reach, at + Reach))
                lexicon.Say(hits, lexicon.Concept("@pressure_low"), i, at + 1);
        }

        void Put(string concept, Number number) => lexicon.Say(hits, lexicon.Concept(concept), number.Start, number.End);

        /// <summary>In "pulse 70, oxygen 98" each number is of the name nearest to it, of the one before rather than of the one after.</summary>
        bool Beside(string concept, Number number)
        {
            var distance = Distance(concept, number);
            if (distance > Reach)
                return false;
            foreach (var other in Named)
                if (other != concept && Distance(other, number) < distance)
                    return false;
            return true;
        }

        int Distance(string concept, Number number)
        {
            var least = int.MaxValue;
            foreach (var hit in Of(concept))
                if (hit.End <= number.Start)
                    least = Math.Min(least, number.Start - hit.End);
                else if (hit.Start >= number.End)
                    least = Math.Min(least, hit.Start - number.End + AfterCounts);
            return least;
        }

        bool IsBefore(int end, params ReadOnlySpan<string> concepts)
        {
            foreach (var concept in concepts)
                if (After(concept, end) is not null)
                    return true;
            return false;
        }

        Hit? After(string concept, int start)
        {
            foreach (var hit in Of(concept))
                if (hit.Start == start)
                    return hit;
            return null;
        }

        bool Has(string concept, int start, int end)
        {
            foreach (var hit in Of(concept))
                if (hit.Start >= start && hit.End <= end)
                    return true;
            return false;
        }

        IEnumerable<Hit> Of(string concept) => said[lexicon.Concept(concept)];
    }
}
