using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Texts;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>No reply says that something was done without the proof of it.</summary>
public sealed partial class ReceiptTests
{
    [Fact]
    public void A_text_that_claims_cannot_be_said_without_a_receipt() =>
        Should.Throw<InvalidOperationException>(() => new Reply("en").Say("Done.Booked", "a", "b", "c", "d", "e"));

    [Fact]
    public void Every_text_that_says_something_was_done_is_one_that_claims()
    {
        var wrong = from text in Texts("")
                    where !AgentTexts.Claims(text.Key) && Claim().IsMatch(text.Value)
                    select text.Key;
        wrong.ShouldBeEmpty("it takes a receipt: name it Done.…");
    }

    [Fact]
    public void The_agent_says_all_it_says_in_both_languages()
    {
        var (english, arabic) = (Texts(""), Texts("ar"));
        arabic.Keys.Order().ShouldBe(english.Keys.Order());
        foreach (var (key, text) in english)
            Places(arabic[key]).ShouldBe(Places(text), key);
    }

    static Dictionary<string, string> Texts(string culture) => new ResourceManager(typeof(AgentTexts)).GetResourceSet(CultureInfo.GetCultureInfo(culture), true, false)!
        .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    static int[] Places(string text) => [.. Place().Matches(text).Select(m => int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture)).Distinct().Order()];

    [GeneratedRegex(@"^(booked|moved|cancelled|sent|kept for you)\b|\bI have (sent|booked|moved|cancelled|asked)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Claim();

    [GeneratedRegex(@"\{(?<n>\d)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
