using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Chart.Texts;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Chart.Asking;

/// <summary>
/// Answers a question from one patient's record. Whose record it is is settled before anything is looked for, by the caller's right and the row security, and no
/// word of the question changes it: another person's name, or an order hidden in a document, finds nothing but what stands in this record.
/// </summary>
public sealed class AskChart(
    ChartAccess access, PersonIds persons, RecordPassages passages, ResultCourse results, WrittenAnswer writer, AuditTrail audit, TenantContext tenant, TenantCatalogue catalogue, TimeProvider clock)
{
    public const int LongestQuestion = 500;

    public sealed record Request(PatientId Patient, string Question);

    /// <returns>An answer without sentences where the record does not say.</returns>
    public async Task<Result<ChartAnswer, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var question = request.Question.Trim();
        if (question.Length is 0 or > LongestQuestion)
            return ChartError.Invalid;
        if (await access.RequireAsync(request.Patient, "chart.ask", cancellation) is { } refused)
            return refused;
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var zone = DateTimeZoneProviders.Tzdb[clinic.TimeZone];
        var reading = QuestionReading.Of(question, clock.GetUtcNow().ToInstant().InZone(zone).Date);
        var people = await persons.ExecuteAsync(request.Patient, cancellation);
        var unread = await passages.CountUnreadAsync(people, cancellation);
        var found = await passages.FindAsync(people, question, reading, cancellation);
        var answer = await writer.WriteAsync(question, reading.Language, found, unread, cancellation) ?? await QuoteAsync(reading, people, found, unread, zone, cancellation);
        await audit.RecordAsync("chart.ask", AuditEntry.Done, "patient", request.Patient.Value, new { sentences = answer.Sentences.Count, answer.Written }, cancellation);
        return answer;
    }

    async Task<ChartAnswer> QuoteAsync(
        QuestionReading reading, IReadOnlyList<PatientId> people, IReadOnlyList<CitedPassage> found, int unread, DateTimeZone zone, CancellationToken cancellation)
    {
        var chosen = ExtractiveAnswer.Choose(reading, found);
        var cited = new List<CitedPassage>();
        var sentences = new List<AnswerSentence>();
        if (reading.Time is QuestionTime.Latest or QuestionTime.Trend && chosen is [{ Kind: SourceKind.Observation } result, ..]
            && await results.OfAsync(people, EntryId.From(result.Source), zone, cancellation) is { } course)
        {
            var known = await passages.OfSourcesAsync(people, [.. course.Points.Select(point => point.Source)], cancellation);
            foreach (var (text, sources) in ResultCourse.Say(course, withCourse: true, reading.Language))
                Add(text, [.. sources.SelectMany(source => known.Where(passage => passage.Source == source))]);
            return new(sentences, cited, unread, Written: false);
        }

        foreach (var passage in chosen)
            Add(Quoted(passage, reading.Language), [passage]);
        return new(sentences, cited, unread, Written: false);

        void Add(string text, IReadOnlyList<CitedPassage> own)
        {
            if (own.Count == 0)
                return;
            foreach (var passage in own)
                if (!cited.Exists(known => known.Id == passage.Id))
                    cited.Add(passage);
            sentences.Add(new(text, [.. own.Select(passage => cited.FindIndex(known => known.Id == passage.Id))]));
        }
    }

    static string Quoted(CitedPassage passage, string language) =>
        passage.Date is { } date ? ChartSentences.Get("Quote", language, TimeWords.Day(date, language, false), passage.Body) : passage.Body;
}
