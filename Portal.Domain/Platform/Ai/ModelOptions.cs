using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Platform.Ai;

/// <summary>
/// A language model behind the OpenAI chat protocol (OpenAI, Azure, Ollama, vLLM, llama.cpp …); each use has a section of its own (<see cref="ModelLine"/>).
/// Without an endpoint what works offline answers alone.
/// </summary>
public sealed class ModelOptions : IValidatableObject
{
    /// <summary>Where the protocol begins, such as <c>https://api.openai.com/v1</c> or <c>http://localhost:11434/v1</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>A model on one's own machine wants none.</summary>
    public string? Key { get; set; }

    /// <summary>As the endpoint calls it: <c>gpt-4.1-mini</c>, <c>qwen3:8b</c>.</summary>
    public string? Model { get; set; }

    /// <summary>How long somebody waits for its first word before the offline answer is given instead.</summary>
    [Range(0.2, 30)]
    public double FirstTokenSeconds { get; set; } = 4;

    /// <summary>The same for the whole of a turn, with all its rounds. Who takes a conversation over waits as long.</summary>
    [Range(0.5, 30)]
    public double TurnSeconds { get; set; } = 10;

    /// <summary>Of one answer. What runs on is cut off here, also where the endpoint takes no notice of the limit.</summary>
    [Range(16, 4000)]
    public int MostTokens { get; set; } = 400;

    /// <summary>After so many failures in a row nobody waits for it any more, for <see cref="BreakSeconds"/>.</summary>
    [Range(1, 100)]
    public int BreakAfter { get; set; } = 3;

    [Range(1, 3600)]
    public int BreakSeconds { get; set; } = 60;

    internal bool IsSet => !string.IsNullOrWhiteSpace(Endpoint);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet)
            yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return new("Model:Endpoint must be an http or https address.", [nameof(Endpoint)]);
        if (string.IsNullOrWhiteSpace(Model))
            yield return new("Model:Model must name a model where Model:Endpoint is set.", [nameof(Model)]);
    }
}
