namespace Portal.Domain.Chart.Passages;

/// <summary>Parts of a long text that end where a sentence does; where none does in time, where a word does.</summary>
static class Sentences
{
    static readonly char[] Ends = ['.', '!', '?', '؟', '؛', '\n'];

    public static IEnumerable<string> Split(string text, int most)
    {
        var rest = text.Trim();
        while (rest.Length > most)
        {
            var end = EndWithin(rest, most);
            var part = rest[..end].TrimEnd();
            if (part.Length > 0)
                yield return part;
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
            yield return rest;
    }

    // a point inside a number ends nothing
    static int EndWithin(string text, int most)
    {
        for (var i = most - 1; i >= most / 3; i--)
            if (Array.IndexOf(Ends, text[i]) >= 0 && (text[i] == '\n' || char.IsWhiteSpace(text[i + 1])))
                return i + 1;
        for (var i = most - 1; i >= most / 3; i--)
            if (char.IsWhiteSpace(text[i]))
                return i + 1;
        return char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }
}
