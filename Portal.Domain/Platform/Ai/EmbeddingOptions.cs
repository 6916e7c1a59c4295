using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Platform.Ai;

/// <summary>
/// Section <c>Embeddings</c>: a model behind the OpenAI embeddings protocol (OpenAI, Azure, Ollama, vLLM, llama.cpp …). Without an endpoint the
/// local, lexical embedder does it.
/// </summary>
public sealed class EmbeddingOptions : IValidatableObject
{
    public const string Section = "Embeddings";

    /// <summary>Where the protocol begins, such as <c>https://api.openai.com/v1</c> or <c>http://localhost:11434/v1</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>A model on one's own machine wants none.</summary>
    public string? Key { get; set; }

    /// <summary>As the endpoint calls it: <c>text-embedding-3-small</c>, <c>bge-m3</c>.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// How long the model's vectors are. Shorter ones are stored with zeros behind, which changes no angle; a model that makes longer ones has to be
    /// able to shorten them (the protocol's <c>dimensions</c>), for the column holds no more.
    /// </summary>
    [Range(8, LexicalEmbedder.Dimensions)]
    public int Dimensions { get; set; } = LexicalEmbedder.Dimensions;

    /// <summary>Whether the endpoint is asked for that length. Switched off for models of a fixed length whose server refuses the parameter.</summary>
    public bool AskForDimensions { get; set; } = true;

    /// <summary>
    /// The cosine that this model gives texts which have nothing to do with one another: likeness is counted from there. Some models stay above 0.7; with
    /// too little here everything is found, with too much nothing but words.
    /// </summary>
    [Range(0, 0.95)]
    public double UnrelatedCosine { get; set; } = 0.3;

    [Range(1, 120)]
    public double TimeoutSeconds { get; set; } = 20;

    /// <summary>How long somebody who asks waits for the question's vector; then the words alone are searched by.</summary>
    [Range(0.1, 30)]
    public double QuestionSeconds { get; set; } = 2;

    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Texts in one call.</summary>
    [Range(1, 2048)]
    public int BatchSize { get; set; } = 64;

    internal bool IsSet => !string.IsNullOrWhiteSpace(Endpoint);

    /// <summary>What is stored with each vector: vectors of two models, or of two lengths, are never compared.</summary>
    internal string ModelId => IsSet ? $"{Model}/{Dimensions}" : LexicalEmbedder.Model;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet)
            yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return new("Embeddings:Endpoint must be an http or https address.", [nameof(Endpoint)]);
        if (string.IsNullOrWhiteSpace(Model) || Model.Length > 80)
            yield return new("Embeddings:Model must name a model, in 80 letters at most, where Embeddings:Endpoint is set.", [nameof(Model)]);
    }
}
