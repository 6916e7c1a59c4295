using System.Globalization;

namespace Portal.Domain.Booking.Feeds;

/// <summary>The first letters of a name: منى السيد → م. س., Mona El-Sayed → M. E. Two at most, and none of the Arabic article.</summary>
static class Initials
{
    public static string Of(string name) => string.Join(' ',
        name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words
            ? words.Length == 1 ? [First(words[0])] : new[] { First(words[0]), First(words[^1]) }
            : []);

    static string First(string word)
    {
        if (word.StartsWith("ال", StringComparison.Ordinal) && word.Length > 3)
            word = word[2..];
        return StringInfo.GetNextTextElement(word) + ".";
    }
}
