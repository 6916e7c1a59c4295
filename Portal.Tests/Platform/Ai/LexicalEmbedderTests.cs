using CsCheck;
using Microsoft.Extensions.AI;
using Portal.Domain.Platform.Ai;

namespace Portal.Tests.Platform.Ai;

public sealed class LexicalEmbedderTests
{
    static readonly string[] Vocabulary =
        ["metformin", "blood", "pressure", "knee", "pain", "insulin", "7.2", "E11.9", "سكر", "ضغط", "الدم", "حساسية", "بنسلين", "تحليل", "اليوم"];

    static readonly Gen<string> Words = Gen.Int[0, Vocabulary.Length - 1].Array[1, 30].Select(words => string.Join(' ', words.Select(i => Vocabulary[i])));

    [Fact]
    public void The_same_text_has_the_same_vector_of_length_one() => Words.Sample(text =>
    {
        var (one, other) = (Vector(text), Vector(text));
        one.ShouldBe(other);
        one.Sum(x => x * x).ShouldBe(1, 1e-4);
    });

    [Fact]
    public void Spelling_and_space_change_nothing() => Words.Sample(text =>
        Likeness(text, "  " + text.ToUpperInvariant().Replace(" ", " \n ", StringComparison.Ordinal).Replace('ة', 'ه') + "!").ShouldBe(1, 1e-4));

    [Theory]
    [InlineData("The patient takes metformin for diabetes", "metformin was given", "her knee was operated on")]
    [InlineData("المريض يعاني من حساسية البنسلين", "حساسيه من بنسلين", "كسر في القدم اليمنى")]
    [InlineData("amoxicillin 500 mg", "amoxicilin", "atorvastatin 40 mg")]
    public void What_shares_words_or_pieces_of_words_is_nearer(string text, string near, string far) => Likeness(text, near).ShouldBeGreaterThan(Likeness(text, far) + 0.1);

    [Fact]
    public void The_vector_is_the_same_on_every_machine()
    {
        // stored vectors are compared with those made later: a change here wants another name of the model
        LexicalEmbedder.Model.ShouldBe("portal-lexical-1");
        var vector = Vector("HbA1c 7.2 ضغط الدم");
        Math.Round(vector.Select((x, i) => x * (i + 1)).Sum(), 1).ShouldBe(-287.7, 0.2);
    }

    [Fact]
    public void A_text_without_words_has_no_direction() => Vector("؟ … !").ShouldAllBe(x => x == 0);

    [Fact]
    public void A_book_is_embedded_too() => Vector(string.Join(' ', Enumerable.Range(0, 60_000).Select(n => $"word{n}x"))).Sum(x => x * x).ShouldBe(1, 1e-3);

    [Fact]
    public void Nothing_is_allocated_for_a_feature()
    {
        var vector = new float[LexicalEmbedder.Dimensions];
        const string text = "Visit on 2026-11-22: chest tightness on effort. التشخيص: ارتفاع ضغط الدم. Plan: amlodipine 5 mg";
        for (var i = 0; i < 50; i++)
            LexicalEmbedder.Embed(text, vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            LexicalEmbedder.Embed(text, vector);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000, "a hundred passages with about three hundred features each");
    }

    [Fact]
    public async Task It_says_what_it_is()
    {
        using var embedder = new LexicalEmbedder();
        var made = await embedder.GenerateAsync(["a b", "c"], cancellationToken: TestContext.Current.CancellationToken);
        made.Count.ShouldBe(2);
        made[0].Vector.Length.ShouldBe(1536);
        embedder.GetService<EmbeddingGeneratorMetadata>().ShouldNotBeNull().DefaultModelId.ShouldBe("portal-lexical-1");
    }

    static double Likeness(string one, string other)
    {
        var (a, b) = (Vector(one), Vector(other));
        return a.Zip(b, (x, y) => x * y).Sum();
    }

    static float[] Vector(string text)
    {
        var vector = new float[LexicalEmbedder.Dimensions];
        LexicalEmbedder.Embed(text, vector);
        return vector;
    }
}
