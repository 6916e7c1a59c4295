using NodaTime;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;

namespace Portal.Domain.Chart.Asking;

/// <summary>What the record says to a question: sentences, each with what it rests on. No sentence at all where the record does not say.</summary>
/// <param name="Passages">What is cited; a sentence names them by their place here.</param>
/// <param name="Unread">How many of the patient's documents no text could be taken from, so that the answer may be missing what they say.</param>
/// <param name="Written">Whether a language model wrote it; else it quotes.</param>
public sealed record ChartAnswer(IReadOnlyList<AnswerSentence> Sentences, IReadOnlyList<CitedPassage> Passages, int Unread, bool Written)
{
    public bool Says => Sentences.Count > 0;
}

/// <param name="Citations">Places in <see cref="ChartAnswer.Passages"/>, one at least.</param>
public sealed record AnswerSentence(string Text, IReadOnlyList<int> Citations);

/// <summary>A passage of the record with the way to its source.</summary>
/// <param name="Part">Which of a source's passages: for a document its place in it.</param>
public sealed record CitedPassage(Guid Id, SourceKind Kind, Guid Source, int Part, LocalDate? Date, string Text)
{
    /// <inheritdoc cref="PassageBody.Of"/>
    public string Body => PassageBody.Of(Text, Date);
}
