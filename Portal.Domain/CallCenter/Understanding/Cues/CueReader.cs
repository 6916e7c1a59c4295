using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Cues;

/// <summary>The cues of an utterance, by the phrases of <c>cues.txt</c>. Of one cue's phrases and another's at the same place, both count.</summary>
static class CueReader
{
    static readonly (Cue Cue, PhraseBook<Cue> Book)[] Books =
    [
        .. WordFiles.Read(typeof(CueReader), "cues.txt")
            .Select(line => (Cue: Enum.Parse<Cue>(line.Head), line.Said))
            .Select(line => (line.Cue, new PhraseBook<Cue>(line.Said.Split(',').Select(phrase => (phrase, line.Cue))))),
    ];

    public static IReadOnlySet<Cue> Read(Utterance utterance) =>
        Books.Where(book => book.Book.FindIn(utterance).Count > 0).Select(book => book.Cue).ToHashSet();
}
