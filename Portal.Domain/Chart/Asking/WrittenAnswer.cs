using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Platform.Ai;

namespace Portal.Domain.Chart.Asking;

/// <summary>
/// The answer as a configured language model writes it. It is given what was found and nothing else, and none of its sentences is shown that the passages it cites do
/// not bear (<see cref="SupportedSentences"/>). Where no model is configured, it fails or nothing of what it wrote stands, the record is quoted instead.
/// </summary>
public sealed partial class WrittenAnswer([FromKeyedServices(ModelLine.Chart)] ModelLine line, TimeProvider clock, ILogger<WrittenAnswer> log)
{
    const int MostPassages = 16;

    static readonly string Prompt = ReadPrompt();

    /// <param name="found">The best first.</param>
    /// <returns>Null where the record is to be quoted instead.</returns>
    internal async Task<ChartAnswer?> WriteAsync(string question, string language, IReadOnlyList<CitedPassage> found, int unread, CancellationToken cancellation)
    {
        if (line.Client is null || found.Count == 0 || !line.Breaker.TryEnter())
            return null;
        var given = found.Take(MostPassages).ToArray();
        bool? succeeded = false;
        try
        {
            using var time = new CancellationTokenSource(TimeSpan.FromSeconds(line.Options.TurnSeconds), clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
            var reply = await line.Client.GetResponseAsync(Messages(question, language, given), new() { MaxOutputTokens = line.Options.MostTokens, Temperature = 0 }, either.Token);
            succeeded = true;
            var sentences = SupportedSentences.Of(reply.Text, given);
            return sentences.Count == 0 ? null : Cited(sentences, given, unread);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            succeeded = null;
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or System.ClientModel.ClientResultException or IOException or System.Text.Json.JsonException)
        {
            Log.ModelFailed(log, e.GetType().Name);
            return null;
        }
        finally
        {
            line.Breaker.Leave(succeeded);
        }
    }

    static ChatMessage[] Messages(string question, string language, CitedPassage[] given)
    {
        var record = new StringBuilder();
        for (var i = 0; i < given.Length; i++)
            record.Append(CultureInfo.InvariantCulture, $"[{i + 1}] {given[i].Text.ReplaceLineEndings(" ")}\n");
        return
        [
            new(ChatRole.System, Prompt.Replace("{0}", language == "ar" ? "Arabic" : "English", StringComparison.Ordinal)),
            new(ChatRole.User, $"{record}\nQuestion: {question}"),
        ];
    }

    // the answer names what it cites and no more
    static ChartAnswer Cited(IReadOnlyList<AnswerSentence> sentences, CitedPassage[] given, int unread)
    {
        var used = sentences.SelectMany(sentence => sentence.Citations).Distinct().Order().ToList();
        return new([.. sentences.Select(sentence => sentence with { Citations = [.. sentence.Citations.Select(place => used.IndexOf(place))] })], used.ConvertAll(i => given[i]), unread, Written: true);
    }

    static string ReadPrompt()
    {
        using var text = typeof(WrittenAnswer).Assembly.GetManifestResourceStream("Portal.Domain.Chart.Asking.chart-prompt.txt")!;
        return new StreamReader(text).ReadToEnd();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The model did not answer from the record ({Failure}); the record was quoted.")]
        public static partial void ModelFailed(ILogger log, string failure);
    }
}
