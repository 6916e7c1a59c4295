using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Platform.Ai;

namespace Portal.Tests.CallCenter.Minds;

/// <summary>Patients do not wait for a model that does not answer.</summary>
public sealed class ModelBreakerTests
{
    readonly FakeTimeProvider clock = new();

    ModelBreaker Broken()
    {
        var breaker = new ModelBreaker(clock, 3, TimeSpan.FromSeconds(60));
        for (var i = 0; i < 3; i++)
        {
            breaker.TryEnter().ShouldBeTrue();
            breaker.Leave(false);
        }

        return breaker;
    }

    [Fact]
    public void Three_failures_in_a_row_open_it_for_a_minute()
    {
        var breaker = Broken();
        breaker.TryEnter().ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(59));
        breaker.TryEnter().ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        breaker.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void Failures_that_are_not_in_a_row_do_not()
    {
        var breaker = new ModelBreaker(clock, 3, TimeSpan.FromSeconds(60));
        foreach (var succeeded in new[] { false, false, true, false, false })
        {
            breaker.TryEnter().ShouldBeTrue();
            breaker.Leave(succeeded);
        }

        breaker.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void One_turn_tries_it_for_all_and_its_luck_decides()
    {
        var breaker = Broken();
        clock.Advance(TimeSpan.FromSeconds(60));
        breaker.TryEnter().ShouldBeTrue();
        breaker.TryEnter().ShouldBeFalse("one is trying");
        breaker.Leave(false);
        breaker.TryEnter().ShouldBeFalse("it failed again");
        clock.Advance(TimeSpan.FromSeconds(60));
        breaker.TryEnter().ShouldBeTrue();
        breaker.Leave(true);
        breaker.TryEnter().ShouldBeTrue();
        breaker.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void Who_went_away_while_trying_leaves_the_try_to_the_next()
    {
        var breaker = Broken();
        clock.Advance(TimeSpan.FromSeconds(60));
        breaker.TryEnter().ShouldBeTrue();
        breaker.Leave(null);
        breaker.TryEnter().ShouldBeTrue();
    }
}
