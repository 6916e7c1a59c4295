using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>A concept said: the words from <see cref="Start"/> to before <see cref="End"/>, numbers of the reading's words.</summary>
record struct Hit(int Concept, int Start, int End)
{
    /// <summary>What stands around it and may take its force.</summary>
    public Guard Guards { get; set; }
}

/// <summary>
/// The words and phrases of concepts. A word is written as it is folded; word* takes any ending; ~word in Arabic takes the prefixes of the present
/// tense too (بيوجع, هتوجع). Every Arabic word is found with what is written onto it (و ف ب ل ك ع ه ال), inside ما…ش, and in the chat alphabet.
/// A letter is read a fixed number of times whatever the size of the lexicon.
/// </summary>
sealed class Lexicon
{
    const int LongestArabicEnding = 4;

    readonly Dictionary<string, int> concepts = [];
    readonly List<string> names = [];
    readonly Dictionary<string, int> wordIds = [];
    readonly List<List<(int[] Tail, int Concept)>> phrasesByFirst = [];
    readonly Dictionary<int, List<int>> wider = [];
    readonly Trie plain = new();
    readonly Trie verbs = new();
    readonly Trie skeletons = new();
    bool isSealed;

    public int ConceptCount => names.Count;

    /// <summary>From now on no concept is made: readers may share it.</summary>
    public void Seal() => isSealed = true;

    /// <summary>The concept of this name, made if it is new.</summary>
    public int Concept(string name)
    {
        if (concepts.TryGetValue(name, out var id))
            return id;
        if (isSealed)
            throw new InvalidOperationException($"There is no concept {name}.");
        concepts.Add(name, id = names.Count);
        names.Add(name);
        return id;
    }

    public string NameOf(int concept) => names[concept];

    public bool Knows(string name) => concepts.ContainsKey(name);

    /// <summary>A phrase that says a concept; false if no word is in it.</summary>
    public bool Add(int concept, string phrase)
    {
        var ids = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(WordIds).ToArray();
        if (ids.Length == 0)
            return false;
        phrasesByFirst[ids[0]].Add((ids[1..], concept));
        return true;
    }

    /// <summary>Whatever says the one concept says the other too. The narrow one's own narrower concepts must be there already.</summary>
    public void Include(int narrow, int wide)
    {
        if (!wider.TryGetValue(narrow, out var list))
            wider.Add(narrow, list = []);
        list.Add(wide);
    }

    /// <summary>A hit of a concept and of the concepts that include it.</summary>
    public void Say(List<Hit> hits, int concept, int start, int end, Guard guards = Guard.None)
    {
        hits.Add(new(concept, start, end) { Guards = guards });
        if (wider.TryGetValue(concept, out var list))
            foreach (var wide in list)
                Say(hits, wide, start, end, guards);
    }

    // a word written with a mark inside (follow-up) is read as several
    IEnumerable<int> WordIds(string written)
    {
        var verb = written.StartsWith('~');
        var open = written.EndsWith('*');
        var words = Utterance.Of(written.Trim('~', '*')).Words.Where(word => !word.IsMark).Select(word => word.Text).ToArray();
        for (var i = 0; i < words.Length; i++)
            yield return WordId(words[i], open && i == words.Length - 1, verb && i == 0);
    }

    int WordId(string word, bool open, bool verb)
    {
        var key = (verb ? "~" : "") + word + (open ? "*" : "");
        if (wordIds.TryGetValue(key, out var id))
            return id;
        wordIds.Add(key, id = phrasesByFirst.Count);
        phrasesByFirst.Add([]);
        plain.Add(word, open, id);
        if (verb)
            verbs.Add(word, open, id);
        if (IsArabic(word))
            foreach (var skeleton in Franco.OfArabic(word).Where(skeleton => skeleton.Length >= Franco.Shortest).Distinct())
                skeletons.Add(skeleton, open, verb ? id | VerbBit : id);
        return id;
    }

    const int VerbBit = 1 << 30;

    /// <summary>Every concept that the words say, put into <paramref name="hits"/>.</summary>
    public void Read(IReadOnlyList<Word> words, bool franco, List<Hit> hits)
    {
        var said = new List<int>[words.Count];
        var inner = new int[words.Count];
        for (var i = 0; i < words.Count; i++)
            (said[i], inner[i]) = IdsOf(words[i].Text, franco);
        for (var i = 0; i < words.Count; i++)
            for (var k = 0; k < said[i].Count; k++)
                foreach (var (rest, concept) in phrasesByFirst[said[i][k]])
                    if (Follow(said, i, rest))
                        Say(hits, concept, i, i + 1 + rest.Length, k >= inner[i] ? Guard.Denied | Guard.Unable : Guard.None);
    }

    static bool Follow(List<int>[] said, int i, int[] rest)
    {
        if (i + rest.Length >= said.Length)
            return false;
        for (var k = 0; k < rest.Length; k++)
            if (!said[i + 1 + k].Contains(rest[k]))
                return false;
        return true;
    }

    /// <summary>The words that a word is, those that it is only inside ما…ش last, and where these begin.</summary>
    (List<int> Ids, int Inner) IdsOf(string word, bool franco)
    {
        var ids = new List<int>();
        if (!IsArabic(word))
        {
            plain.Find(word, 0, word.Length, int.MaxValue, ids);
            if (word.Length > 4 && word[^1] == 's' && word[^2] != 's')
                plain.Find(word, 0, word.Length - 1, 0, ids); // throat's, hands
            if (franco && char.IsAsciiLetterOrDigit(word[0]) && word.Length > 2)
                Skeleton(Franco.OfLatin(word), ids);
            return (ids, ids.Count);
        }

        Arabic(word, word.Length, ids);
        var inner = ids.Count;
        if (IsAroundNot(word))
            Arabic(word[NotPrefix(word)..], word.Length - NotPrefix(word) - 1, ids);
        return (ids, inner);
    }

    /// <summary>ما…ش written as one: مبيردش, ماعندوش.</summary>
    static bool IsAroundNot(string word) =>
        word.Length >= 5 && word[^1] == 'ش' && NotPrefix(word) > 0;

    static int NotPrefix(string word)
    {
        var at = word[0] is 'و' or 'ف' ? 1 : 0;
        if (word[at] != 'م')
            return 0;
        return word[at + 1] == 'ا' ? at + 2 : at + 1;
    }

    void Arabic(string word, int end, List<int> ids)
    {
        At(0);
        if (end > 2 && word[0] is 'و' or 'ف')
            At(1);

        void At(int start)
        {
            Bare(start);
            if (end - start <= 2)
                return;
            var c = word[start];
            if (c is 'ب' or 'ل' or 'ك' or 'ع' or 'ه' or 'ح' or 'س')
            {
                Bare(start + 1);
                if (c == 'ل' && word[start + 1] == 'ل')
                    Bare(start + 2);
                if (end - start > 4 && word[start + 1] == 'ا' && word[start + 2] == 'ل')
                    Bare(start + 3);
            }
            else if (c == 'ا' && word[start + 1] == 'ل')
            {
                Bare(start + 2);
            }
        }

        void Bare(int start)
        {
            if (end - start < 2)
                return;
            plain.Find(word, start, end, LongestArabicEnding, ids);
            if (word[start] is 'ي' or 'ت' or 'ن' or 'ا')
                verbs.Find(word, start + 1, end, LongestArabicEnding, ids);
        }
    }

    void Skeleton(string skeleton, List<int> ids)
    {
        Bare(0, false);
        for (var start = 1; start <= 2 && skeleton.Length - start >= Franco.Shortest; start++)
            if (skeleton[start - 1] is 'l' or 'b' or 'w' or 'h' or 't' or 'n' or 'f')
                Bare(start, true);
            else
                break;

        void Bare(int start, bool stripped)
        {
            var found = new List<int>();
            skeletons.Find(skeleton, start, skeleton.Length, 3, found);
            foreach (var id in found)
                if (!stripped || (id & VerbBit) != 0 || skeleton[start - 1] is 'l' or 'b' or 'w' or 'f')
                    ids.Add(id & ~VerbBit);
        }
    }

    static bool IsArabic(string word) => word[0] is >= '؀' and <= 'ۿ';

    /// <summary>Words by their letters.</summary>
    sealed class Trie
    {
        readonly Dictionary<long, int> next = []; // by node and letter
        readonly List<(List<int>? Exact, List<int>? Open)> nodes = [(null, null)];

        public void Add(string word, bool open, int id)
        {
            var node = 0;
            foreach (var letter in word)
            {
                if (!next.TryGetValue(Step(node, letter), out var child))
                {
                    next.Add(Step(node, letter), child = nodes.Count);
                    nodes.Add((null, null));
                }

                node = child;
            }

            var (exact, opened) = nodes[node];
            nodes[node] = open ? (exact, [.. opened ?? [], id]) : ([.. exact ?? [], id], opened);
        }

        static long Step(int node, char letter) => (long)node << 16 | letter;

        public void Find(string word, int start, int end, int longestEnding, List<int> ids)
        {
            var node = 0;
            for (var i = start; i < end; i++)
            {
                if (!next.TryGetValue(Step(node, word[i]), out node))
                    return;
                var (exact, open) = nodes[node];
                if (open is not null && end - i - 1 <= longestEnding)
                    Put(open);
                if (i == end - 1 && exact is not null)
                    Put(exact);
            }

            void Put(List<int> found)
            {
                foreach (var id in found)
                    if (!ids.Contains(id))
                        ids.Add(id);
            }
        }
    }
}
