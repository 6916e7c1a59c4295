using Microsoft.Extensions.AI;

namespace Portal.Domain.Platform.Ai;

/// <summary>
/// The embedder that needs no model, no account and no network. It is lexical: texts are near one another when they share stems, pairs of
/// stems and pieces of words, in any spelling that folding brings together. It knows nothing of meaning beyond that, and its name says so.
/// </summary>
public sealed class LexicalEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Stored with each vector. A change to how features are made or weighed wants another.</summary>
    public const string Model = "portal-lexical-1";

    public const int Dimensions = 1536;

    static readonly EmbeddingGeneratorMetadata Metadata = new("portal", providerUri: null, Model, Dimensions);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var vector = new float[Dimensions];
            Embed(value, vector);
            made.Add(new(vector) { ModelId = Model });
        }

        return Task.FromResult(made);
    }

    /// <summary>Writes the text's vector, of length one; of nothing, where the text has no word.</summary>
    /// <param name="vector">As long as <see cref="Dimensions"/>.</param>
    public static void Embed(ReadOnlySpan<char> text, Span<float> vector)
    {
        vector.Clear();
        using var features = new LexicalFeatures(text);
        features.AddTo(vector);
        var squares = 0f;
        foreach (var value in vector)
            squares += value * value;
        if (squares == 0)
            return;
        var length = MathF.Sqrt(squares);
        foreach (ref var value in vector)
            value /= length;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // it holds nothing
    }
}
