using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Tests.CallCenter.Understanding.Tracking;

public sealed class WeightTableTests
{
    static readonly WeightTable Table = new(["no\tyes", "=\t0.5\t", "sure\t-1\t1", "hardly\t0.2\t"]);

    [Theory]
    [InlineData("= sure", "yes")]
    [InlineData("= hardly", "no")]
    [InlineData("= unheard-of", "no")]
    public void What_weighs_most_is_told_and_what_was_never_heard_weighs_nothing(string features, string label) => Table.Tell(features.Split(' ')).ShouldBe(label);

    [Fact]
    public void The_shipped_weights_have_the_labels_that_are_asked_for()
    {
        WeightTable.Beside(typeof(GoalReader), "aim-weights.txt").Labels.ShouldBe(Enum.GetNames<GoalAim>(), ignoreOrder: true);
        WeightTable.Beside(typeof(GoalReader), "offer-weights.txt").Labels.ShouldBe([GoalReader.No, GoalReader.Yes]);
        WeightTable.Beside(typeof(GoalReader), "quality-weights.txt").Labels.ShouldBe([GoalReader.No, GoalReader.Yes]);
        WeightTable.Beside(typeof(ValueTagger), "tag-weights.txt").Labels.ShouldBe(
            [ValueTagger.CityBegins, ValueTagger.NameBegins, ValueTagger.Outside, ValueTagger.CityGoesOn, ValueTagger.NameGoesOn], ignoreOrder: true);
    }
}
