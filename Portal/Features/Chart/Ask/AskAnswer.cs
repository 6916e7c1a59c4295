using NodaTime;
using Portal.Domain.Chart.Asking;

namespace Portal.Features.Chart.Ask;

/// <summary>What the record says to a question.</summary>
/// <param name="Passages">What is cited; a sentence names them by their place here.</param>
/// <param name="UnreadDocuments">Of how many documents no text could be taken.</param>
/// <param name="Found">False where the record does not say.</param>
public sealed record AskAnswer(IReadOnlyList<AskSentence> Sentences, IReadOnlyList<AskPassage> Passages, int UnreadDocuments, bool Found)
{
    public static AskAnswer Of(ChartAnswer answer) => new(
        [.. answer.Sentences.Select(sentence => new AskSentence(sentence.Text, sentence.Citations))],
        [.. answer.Passages.Select(passage => new AskPassage(passage.Source, passage.Kind.ToString(), passage.Date, passage.Body))], answer.Unread, answer.Says);
}

/// <param name="Citations">Places in <see cref="AskAnswer.Passages"/>.</param>
public sealed record AskSentence(string Text, IReadOnlyList<int> Citations);

/// <param name="Source">The entry it stands in.</param>
/// <param name="Kind">What that entry is: <c>Encounter</c>, <c>Condition</c>, <c>Medication</c>, <c>Allergy</c>, <c>Observation</c>, <c>Immunization</c>, <c>Procedure</c>,
/// <c>Prescription</c>, <c>Document</c>, <c>Appointment</c>.</param>
public sealed record AskPassage(Guid Source, string Kind, LocalDate? Date, string Text);
