using Portal.Domain.CallCenter.Safety;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>Whether a sentence would be raised as an emergency with the lines on the form, and by which rule. Nothing is saved or raised.</summary>
public sealed class TryRedFlags(AgentSetupWriter writer)
{
    /// <param name="Lines">The clinic's own lines on the form; those that cannot be read count for nothing.</param>
    public sealed record Request(string Sentence, string Lines);

    /// <param name="Found">Null where it would not be raised.</param>
    public sealed record Answer(RedFlagFound? Found);

    /// <summary>The kinds that a line may begin with.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. RedFlagKinds.Codes];

    public async Task<Result<Answer, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("agent.try", cancellation) is { } refusal)
            return refusal;
        return new Answer(RedFlags.Base.With(request.Lines.Replace("\r", "", StringComparison.Ordinal).Split('\n')).Explain(request.Sentence));
    }
}
