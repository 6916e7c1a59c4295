using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>Names that people bear (<c>names.txt</c>), known in Arabic by their spelling and in Latin letters by their sound.</summary>
static class GivenNames
{
    static readonly FrozenSet<string> Names = WordFiles.Lines(typeof(GivenNames), "names.txt").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(name => Utterance.Of(name).Folded).ToFrozenSet();

    static readonly FrozenSet<string> Sounds = Names.Select(NameSkeleton.Of).Where(s => s.Length > 1).ToFrozenSet();

    public static bool IsOne(string word) => Names.Contains(word) || NameFolding.WithoutArticle(word) is { } bare && Names.Contains(bare);

    /// <summary>Whether a word in Latin letters sounds like one of them.</summary>
    public static bool SoundsLikeOne(string word) => char.IsAsciiLetter(word[0]) && word.Length > 3 && Sounds.Contains(NameSkeleton.Of(word));
}
