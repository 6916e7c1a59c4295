using System.Text;
using Microsoft.Extensions.AI;
using Portal.Domain.Platform.Ai;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>What came of asking the model.</summary>
public enum ModelOutcome
{
    /// <summary>It chose a skill, or said something that could be said.</summary>
    Done,

    /// <summary>What it said could not be said, or nothing was to be said by it: the scripted mind answered.</summary>
    Guarded,

    /// <summary>No word in time.</summary>
    NoToken,
    TimedOut,

    /// <summary>The endpoint refused or could not be reached.</summary>
    Unreachable,

    /// <summary>The answer ended in its middle, or could not be read.</summary>
    Broken,
    TooLong,

    /// <summary>It called what is no skill, or with what is no words.</summary>
    UnknownTool,

    /// <summary>It went on calling without an end.</summary>
    Loop,

    /// <summary>It failed too often just before, so it was not asked.</summary>
    BreakerOpen,
}

/// <summary>One answer of the model, read as it comes.</summary>
/// <param name="Outcome"><see cref="ModelOutcome.Done"/> where it came whole.</param>
sealed record ModelRound(ModelOutcome Outcome, string Text, IReadOnlyList<FunctionCallContent> Calls)
{
    // a patient's words are Arabic, of which a token is a letter or two
    const int MostLettersPerToken = 8;

    /// <param name="onText">Called with all of the text so far, each time that more came.</param>
    /// <param name="turn">Ends with the turn's time.</param>
    public static async Task<ModelRound> ListenAsync(ModelLine line, ModelPrompt prompt, ChatOptions options, TimeProvider clock, Func<string, Task> onText, CancellationToken turn)
    {
        var (text, calls, pieces, isWhole) = (new StringBuilder(), new List<FunctionCallContent>(), 0, false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(line.Options.FirstTokenSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(turn, patience.Token);
        try
        {
            await foreach (var update in line.Client!.GetStreamingResponseAsync(prompt.Messages, options, either.Token))
            {
                // the first piece only says that the assistant speaks
                if (++pieces > 1 || update.Text.Length > 0)
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                calls.AddRange(update.Contents.OfType<FunctionCallContent>());
                if (pieces > line.Options.MostTokens + 8 || text.Length + update.Text.Length > line.Options.MostTokens * MostLettersPerToken || update.FinishReason == ChatFinishReason.Length)
                    return new(ModelOutcome.TooLong, "", []);
                isWhole |= update.FinishReason is not null;
                if (update.Text.Length == 0)
                    continue;
                text.Append(update.Text);
                await onText(text.ToString());
            }
        }
#pragma warning disable CA1031 // a stream that is given up may say so in any way
        catch (Exception) when (either.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new(turn.IsCancellationRequested ? ModelOutcome.TimedOut : ModelOutcome.NoToken, "", []);
        }
        catch (Exception wrong) when (pieces == 0 && wrong is System.ClientModel.ClientResultException or HttpRequestException)
        {
            return new(ModelOutcome.Unreachable, "", []);
        }
#pragma warning disable CA1031 // whatever the endpoint sent that its client cannot read, the patient is answered all the same
        catch (Exception)
#pragma warning restore CA1031
        {
            return new(ModelOutcome.Broken, "", []);
        }

        if (!isWhole && either.IsCancellationRequested)
            return new(turn.IsCancellationRequested ? ModelOutcome.TimedOut : ModelOutcome.NoToken, "", []);
        return isWhole ? new(ModelOutcome.Done, text.ToString(), calls) : new(ModelOutcome.Broken, "", []);
    }
}
