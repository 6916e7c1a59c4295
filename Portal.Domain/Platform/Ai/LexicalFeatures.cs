using System.Buffers;
using System.Numerics;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Platform.Ai;

/// <summary>
/// What a text is made of, each counted once with how often it stands there: stems, pairs of neighbouring stems, and pieces of stems of three to
/// five letters. Kept by its hash in a rented table, so that nothing is allocated for a feature.
/// </summary>
ref struct LexicalFeatures
{
    // chosen on questions and passages in both languages, with the rest of the search in place; none of them matters much
    const float StemWeight = 1, PairWeight = 0.5f, PieceWeight = 1.2f;

    // each stands in two places, so that no single falling together drowns it
    const int Places = 2;

    const int ShortestPiece = 3, LongestPiece = 5;
    const uint Seed = 2166136261, Prime = 16777619;
    const int MostSlots = 1 << 17;

    readonly Slot[] slots;
    readonly uint mask;
    int free;

    struct Slot
    {
        public uint Hash;
        public int Count;
        public float Weight;
    }

    public LexicalFeatures(ReadOnlySpan<char> text)
    {
        var letters = ArrayPool<char>.Shared.Rent(SearchText.MostFolded(text.Length));
        var folded = letters.AsSpan(0, SearchText.Fold(text, letters));
        // three pieces begin at a letter at most, two more at a word's own mark, and each word brings itself and a pair
        var size = (int)Math.Min(MostSlots, BitOperations.RoundUpToPowerOf2((uint)(folded.Length * 6 + 64)));
        slots = ArrayPool<Slot>.Shared.Rent(size);
        slots.AsSpan(0, size).Clear();
        (mask, free) = ((uint)size - 1, size - size / 8);
        Read(folded);
        ArrayPool<char>.Shared.Return(letters);
    }

    /// <summary>Adds each to the place that its hash names, with the sign that its hash names: what falls together by chance then cancels out on average.</summary>
    public readonly void AddTo(Span<float> vector)
    {
        for (var i = 0; i <= mask; i++)
        {
            ref readonly var slot = ref slots[i];
            if (slot.Count == 0)
                continue;
            // sublinear: what is said three times is not three times as much about it
            var weight = slot.Weight * (1 + MathF.Log(slot.Count));
            var hash = slot.Hash;
            for (var c = 0; c < Places; c++)
            {
                var place = (int)(((ulong)hash * (uint)vector.Length) >> 32);
                vector[place] += (hash & 1) == 0 ? weight : -weight;
                hash = Mixed(hash + 0x9e3779b9);
            }
        }
    }

    void Read(ReadOnlySpan<char> folded)
    {
        var last = 0u;
        foreach (var word in SearchText.Words(folded))
        {
            if (CommonWords.Contains(word))
                continue;
            var stem = LightStems.Of(word);
            var own = Hash('w', stem);
            Add(own, StemWeight);
            if (last != 0)
                Add(Mixed(last * 31 + own), PairWeight);
            last = own;
            if (stem.Length >= ShortestPiece && !char.IsAsciiDigit(stem[0]))
                AddPieces(stem);
        }
    }

    // with a mark at each end: a beginning is not the same as a middle
    void AddPieces(ReadOnlySpan<char> stem)
    {
        var weight = PieceWeight / MathF.Sqrt(stem.Length);
        for (var start = -1; start + ShortestPiece <= stem.Length + 1; start++)
        {
            var hash = Seed;
            for (var length = 1; length <= LongestPiece && start + length <= stem.Length + 1; length++)
            {
                var at = start + length - 1;
                hash = (hash ^ (at < 0 || at == stem.Length ? '|' : stem[at])) * Prime;
                if (length >= ShortestPiece)
                    Add(Mixed(hash), weight);
            }
        }
    }

    void Add(uint hash, float weight)
    {
        for (var i = hash & mask; ; i = (i + 1) & mask)
        {
            ref var slot = ref slots[i];
            if (slot.Count > 0 && slot.Hash != hash)
                continue;
            if (slot.Count == 0)
            {
                if (free == 0)
                    return; // a book and not a passage: what came so far stands for it
                free--;
                (slot.Hash, slot.Weight) = (hash, weight);
            }

            slot.Count++;
            return;
        }
    }

    static uint Hash(char kind, ReadOnlySpan<char> text)
    {
        var hash = (Seed ^ kind) * Prime;
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return Mixed(hash);
    }

    static uint Mixed(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    public readonly void Dispose() => ArrayPool<Slot>.Shared.Return(slots);
}
