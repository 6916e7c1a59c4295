using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Tests.CallCenter.Understanding;

public sealed class LinearClassifierTests
{
    enum Wish
    {
        Book,
        Cancel,
        Ask,
    }

    static readonly (string Said, Wish Wish)[] Phrases =
    [
        ("عايز احجز معاد مع دكتور جلديه", Wish.Book), ("ممكن احجز كشف بكره", Wish.Book), ("3ayez a7gez m3ad", Wish.Book), ("I would like to book an appointment", Wish.Book),
        ("محتاجه معاد عند دكتورة الاطفال", Wish.Book), ("احجزيلي لو سمحتي يوم الحد", Wish.Book), ("can I get an appointment tomorrow", Wish.Book),
        ("عايز الغي الحجز بتاعي", Wish.Cancel), ("الغوا معادي مش هقدر اجي", Wish.Cancel), ("cancel my appointment please", Wish.Cancel), ("مش جايه بكره الغي", Wish.Cancel),
        ("3ayza alghy el m3ad", Wish.Cancel), ("please cancel it I cannot come", Wish.Cancel),
        ("بكام الكشف عندكم", Wish.Ask), ("العياده فين بالظبط", Wish.Ask), ("بتفتحوا الساعه كام", Wish.Ask), ("how much is a visit", Wish.Ask), ("where are you located", Wish.Ask),
        ("el kashf bkam", Wish.Ask), ("عندكم تامين صحي", Wish.Ask),
    ];

    static LinearClassifier Learn() => LinearClassifier.Learn([.. Phrases.Select(phrase => (Features(phrase.Said), (int)phrase.Wish))]);

    static Feature[] Features(string said) => FeatureHash.Of(Utterance.Of(said), [], []);

    [Theory]
    [InlineData("عاوزة أحجز ميعاد كشف أسنان", 0)]
    [InlineData("book me an appointment on sunday", 0)]
    [InlineData("لو سمحت الغي معاد بكره", 1)]
    [InlineData("الكشف بكام لو سمحت", 2)]
    [InlineData("where is the clinic", 2)]
    public void What_was_never_heard_in_these_words_is_told_by_their_pieces(string said, int wish) => Learn().Tell(Features(said)).Label.ShouldBe(wish);

    [Fact]
    public void It_learns_the_same_each_time_and_is_surer_of_what_it_has_heard()
    {
        var (first, second) = (Learn().Tell(Features("cancel my appointment please")), Learn().Tell(Features("cancel my appointment please")));
        first.ShouldBe(second);
        first.Sure.ShouldBeGreaterThan(0.8f);
        Learn().Tell(Features("hmm")).Sure.ShouldBeLessThan(first.Sure);
    }
}
