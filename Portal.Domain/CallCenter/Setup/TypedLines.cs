using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>Questions and phrases as they are typed into a box: one a line.</summary>
static class TypedLines
{
    /// <summary>Without empty lines, and each once, whatever its spelling.</summary>
    public static string[] Of(string typed) =>
        [.. typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DistinctBy(line => Utterance.Of(line).Folded)];

    /// <summary>Whether there is a word in it, and not marks alone.</summary>
    public static bool SaysSomething(string line) => Utterance.Of(line).Folded.Length > 0;
}
