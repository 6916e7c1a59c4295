using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding;

/// <summary>Which language an utterance is in: Arabic letters, or Latin ones that are English or Arabic in the chat alphabet.</summary>
static class LanguageOf
{
    static readonly FrozenSet<string> Franco = WordFiles.Lines(typeof(LanguageOf), "franco-words.txt").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet();

    /// <param name="before">The conversation's, kept where the words say nothing: a number, "ok".</param>
    /// <returns><c>ar</c> or <c>en</c>.</returns>
    public static string Tell(Utterance utterance, string before)
    {
        var (arabic, latin, franco) = (0, 0, 0);
        foreach (var word in utterance.Words)
        {
            if (word.IsMark || word.IsNumber)
                continue;
            if (word.Text[0] is >= '؀' and <= 'ۿ')
                arabic++;
            else
                (latin, franco) = (latin + 1, franco + (Franco.Contains(word.Text) || IsChat(word.Text) ? 1 : 0));
        }

        if (arabic > 0 && arabic * 3 >= latin)
            return "ar";
        if (latin == 0 || latin < 2 && franco == 0 && before == "ar")
            return before;
        return franco * 3 >= latin ? "ar" : "en";
    }

    // 3ayez, ba3d, 7agz: a digit that stands for a letter
    static bool IsChat(string word) => word.Length > 2 && word.Any(c => c is '2' or '3' or '5' or '7') && word.Any(char.IsAsciiLetter) && !char.IsAsciiDigit(word[^1]);
}
