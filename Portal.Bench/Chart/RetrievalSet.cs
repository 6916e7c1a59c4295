using Portal.Bench.FrontDesk;

namespace Portal.Bench.Chart;

/// <summary>A folder with passages.jsonl and questions.jsonl.</summary>
/// <param name="Name">The folder's, with <c>_</c> for <c>-</c>.</param>
sealed record RetrievalSet(string Name, IReadOnlyList<RetrievalSet.Passage> Passages, IReadOnlyList<RetrievalSet.Question> Questions)
{
    public sealed record Passage(string Id, string Lang, string Text);

    /// <param name="Answers">The passages that answer it; one of them is enough.</param>
    public sealed record Question(string Id, string Lang, string Text, IReadOnlyList<string> Answers);

    public static IEnumerable<RetrievalSet> In(string directory) =>
        from questions in Directory.EnumerateFiles(directory, "questions.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let folder = Path.GetDirectoryName(questions)!
        let passages = Path.Combine(folder, "passages.jsonl")
        where File.Exists(passages)
        select new RetrievalSet(Path.GetFileName(folder).Replace('-', '_'), SetFiles.Read<Passage>(passages), SetFiles.Read<Question>(questions));
}
