using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// What a question looks for: for each thing it names, the ways in which a record may say it. A passage is the better the more of these things, and
/// the rarer ones among them, it says.
/// </summary>
sealed class SearchQuestion
{
    // as it was asked; in the other language; by another word of the same one; by one word of several
    const float Own = 1, Translated = 0.9f, Other = 0.8f, Partly = 0.4f;

    // two words that stand together in the record as they do in the question
    const float Together = 0.3f;
    const int MostThings = 24, MostTranslations = 3;

    readonly List<Way> ways = [];
    readonly List<Code> codes = [];
    readonly List<string> translations = [];

    SearchQuestion(string text) => Text = text;

    /// <param name="Thing">Counted from 0.</param>
    /// <param name="Stems">All of which say it.</param>
    /// <param name="Query">As a <c>tsquery</c> is written.</param>
    public readonly record struct Way(int Thing, IReadOnlyList<string> Stems, string Query, float Weight)
    {
        /// <summary>Then it counts how often it is said.</summary>
        public bool IsOneWord => Stems.Count == 1;
    }

    /// <summary>A way too: the code as it stands.</summary>
    public readonly record struct Code(int Thing, string Text);

    public string Text { get; }

    public IReadOnlyList<Way> Ways => ways;

    public IReadOnlyList<Code> Codes => codes;

    /// <summary>How many things are asked for. What is numbered beyond them is no thing of its own: it makes a passage better and is not missed.</summary>
    public int Things { get; private set; }

    /// <summary>The question with what its terms are called in the other language: for an embedder that knows words alone.</summary>
    public string InBothLanguages => translations.Count == 0 ? Text : $"{Text} {string.Join(' ', translations)}";

    public bool IsEmpty => ways.Count == 0;

    public static SearchQuestion Of(string text)
    {
        var question = new SearchQuestion(text);
        var stems = SearchText.Stems(text);
        // those that are one word, as hba1c, are found as words
        var written = SearchText.Codes(text).Select(code => (Code: code, Stems: SearchText.Stems(code))).Where(code => code.Stems.Count > 1).ToList();
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < stems.Count && question.Things < MostThings;)
            i += question.ReadCode(stems, i, written) is > 0 and var taken ? taken : question.Read(stems, i, said);
        question.AddPairs(stems);
        return question;
    }

    /// <returns>How many stems it took; none where no code stands there.</returns>
    int ReadCode(List<string> stems, int at, List<(string Code, List<string> Stems)> among)
    {
        var found = among.FindIndex(code => at + code.Stems.Count <= stems.Count && code.Stems.SequenceEqual(stems.GetRange(at, code.Stems.Count)));
        if (found < 0)
            return 0;
        var (text, own) = among[found];
        among.RemoveAt(found);
        codes.Add(new(Things, text));
        Add(own, SearchTerms.NamesOf(string.Join(' ', own)));
        return own.Count;
    }

    /// <returns>How many stems it took.</returns>
    int Read(List<string> stems, int at, HashSet<string> said)
    {
        for (var length = Math.Min(SearchTerms.LongestName, stems.Count - at); length > 0; length--)
        {
            var own = stems.GetRange(at, length);
            var key = string.Join(' ', own);
            var names = SearchTerms.NamesOf(key);
            if (names.IsEmpty && length > 1)
                continue;
            if (said.Add(key))
                Add(own, names);
            return length;
        }

        return 1;
    }

    void Add(List<string> own, ReadOnlySpan<SearchTerms.Name> names)
    {
        var thing = Things++;
        AddWay(thing, own, Own);
        if (own.Count > 1)
            foreach (var stem in own)
                AddWay(thing, [stem], Partly);
        var (isArabic, translated) = (own[0][0] is >= '؀' and < '܀', 0);
        foreach (var name in names)
        {
            if (name.Stems.SequenceEqual(own))
                continue;
            AddWay(thing, name.Stems, name.IsArabic == isArabic ? Other : Translated);
            if (name.IsArabic != isArabic && translated++ < MostTranslations)
                translations.AddRange(name.Stems);
        }
    }

    void AddPairs(List<string> stems)
    {
        for (var i = 0; i + 1 < Math.Min(stems.Count, MostThings); i++)
            if (stems[i] != stems[i + 1])
                ways.Add(new(Things + i, [stems[i], stems[i + 1]], $"('{stems[i]}' <-> '{stems[i + 1]}' | '{stems[i]}' <2> '{stems[i + 1]}')", Together));
    }

    void AddWay(int thing, IReadOnlyList<string> stems, float weight) =>
        ways.Add(new(thing, stems, string.Join(" & ", stems.Select(stem => $"'{stem}'")), weight));
}
