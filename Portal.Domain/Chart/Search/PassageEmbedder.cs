using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Pgvector;
using Portal.Domain.Platform.Ai;

namespace Portal.Domain.Chart.Search;

/// <summary>Makes the vectors of passages and questions as the table holds them, by whichever embedder this process has.</summary>
sealed class PassageEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, IOptions<EmbeddingOptions> options)
{
    const int Length = LexicalEmbedder.Dimensions;

    public string Model => options.Value.ModelId;

    /// <summary>Whether it knows words and nothing of what they mean: a question in the other language then wants its words translated.</summary>
    public bool IsLexical => generator is LexicalEmbedder;

    /// <summary>The cosine that texts have which have nothing to do with one another.</summary>
    public double Unrelated => IsLexical ? 0 : options.Value.UnrelatedCosine;

    public TimeSpan QuestionPatience => TimeSpan.FromSeconds(options.Value.QuestionSeconds);

    public async Task<HalfVector[]> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        if (IsLexical)
            return EmbedHere(texts);
        var vectors = new HalfVector[texts.Count];
        var done = 0;
        foreach (var batch in texts.Chunk(options.Value.BatchSize))
        {
            var made = await generator.GenerateAsync(batch, cancellationToken: cancellation);
            if (made.Count != batch.Length)
                throw new EmbeddingException($"The model answered {made.Count} vectors for {batch.Length} texts.");
            foreach (var embedding in made)
                vectors[done++] = Stored(embedding.Vector.Span, options.Value.Dimensions);
        }

        return vectors;
    }

    static HalfVector[] EmbedHere(IReadOnlyList<string> texts)
    {
        var vectors = new HalfVector[texts.Count];
        Span<float> vector = stackalloc float[Length];
        for (var i = 0; i < texts.Count; i++)
        {
            LexicalEmbedder.Embed(texts[i], vector);
            vectors[i] = Stored(vector, Length);
        }

        return vectors;
    }

    static HalfVector Stored(ReadOnlySpan<float> vector, int expected)
    {
        if (vector.Length != expected)
            throw new EmbeddingException($"The model's vectors are {vector.Length} long, and Embeddings:Dimensions says {expected}.");
        var stored = new Half[Length];
        for (var i = 0; i < vector.Length; i++)
            stored[i] = (Half)vector[i];
        return new(stored);
    }
}

/// <summary>The configured model does not do what the configuration says of it.</summary>
public sealed class EmbeddingException(string message) : Exception(message);
