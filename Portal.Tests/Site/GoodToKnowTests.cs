using Portal.Domain.CallCenter.Setup;
using Portal.Tests.CallCenter.Setup;
using Portal.Tests.Support;

namespace Portal.Tests.Site;

/// <summary>The clinic's own facts on its public page.</summary>
public sealed class GoodToKnowTests(TestWeb web) : IClassFixture<TestWeb>
{
    [Fact]
    public async Task The_page_shows_the_facts_that_are_marked_in_the_visitors_language_and_no_others()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await using (var scope = web.Portal.Scope(clinic.Id))
        {
            await scope.Get<SaveFact>().ExecuteAsync(SetupScenes.Parking, TestContext.Current.CancellationToken);
            await scope.Get<SaveFact>().ExecuteAsync(SetupScenes.Parking with { Questions = "Is there wifi?", AnswerAr = "كلمة السر عند الاستقبال", Shown = false }, TestContext.Current.CancellationToken);
        }

        var other = await TestClinic.CreateAsync(web.Portal);

        var page = await web.Browser(clinic).ReadAsync("/");

        page.ShouldContain("<summary dir=\"auto\">فيه ركنة؟</summary>");
        page.ShouldContain(SetupScenes.Parking.AnswerAr);
        page.ShouldNotContain("كلمة السر");
        (await web.Browser(other).ReadAsync("/")).ShouldNotContain("good-to-know");
    }
}
