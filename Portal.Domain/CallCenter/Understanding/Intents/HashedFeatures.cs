namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <param name="Place">Of what was seen, hashed.</param>
readonly record struct Feature(int Place, float Weight);

/// <summary>
/// What was seen, hashed into so many places, each with the most that any that fell there weighs. What the reader of intents and the one of
/// emergencies share; what they take for a feature is each one's own.
/// </summary>
/// <param name="size">How many places there are.</param>
sealed class HashedFeatures(int size)
{
    const int ShortestPiece = 3, LongestPiece = 5;

    readonly Dictionary<int, float> weights = [];

    public IReadOnlyDictionary<int, float> Weights => weights;

    /// <param name="kind">Keeps a word apart from the same word as another thing.</param>
    public void Add(float weight, char kind, ReadOnlySpan<char> a, ReadOnlySpan<char> b = default)
    {
        var place = Place(kind, a, b);
        weights[place] = MathF.Max(weights.GetValueOrDefault(place), weight);
    }

    /// <summary>Pieces of a word (3–5 letters), which bring spellings and endings together.</summary>
    public void AddPieces(float weight, char kind, string word)
    {
        if (word.Length < ShortestPiece)
            return;
        Span<char> padded = stackalloc char[word.Length + 2];
        padded[0] = '<';
        word.CopyTo(padded[1..]);
        padded[^1] = '>';
        weight /= MathF.Sqrt(word.Length);
        for (var length = ShortestPiece; length <= LongestPiece; length++)
            for (var i = 0; i + length <= padded.Length; i++)
                Add(weight, kind, padded.Slice(i, length));
    }

    /// <summary>Each weight divided by a length.</summary>
    public Feature[] Over(float length) => [.. weights.Select(pair => new Feature(pair.Key, pair.Value / length))];

    int Place(char kind, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        // FNV-1a, the same on every machine
        var hash = 2166136261u;
        hash = (hash ^ kind) * 16777619;
        foreach (var c in a)
            hash = (hash ^ c) * 16777619;
        hash = (hash ^ '|') * 16777619;
        foreach (var c in b)
            hash = (hash ^ c) * 16777619;
        return (int)((hash ^ hash >> 15) % size);
    }
}
