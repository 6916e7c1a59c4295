using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using NodaTime;
using Portal.Domain.Notifications.Texts;
using Portal.Domain.Platform.Text;

namespace Portal.Tests.Notifications;

public sealed class MessageTextsTests
{
    static readonly ResourceManager Resources = new(typeof(MessageTexts));

    static Dictionary<string, string> Texts(string culture) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: culture != "ar")!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    [Fact]
    public void Every_message_is_written_in_both_languages_and_says_the_same_things()
    {
        var (english, arabic) = (Texts("en"), Texts("ar"));
        arabic.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var (key, text) in english)
            Places(arabic[key]).ShouldBe(Places(text), key);
    }

    static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).Order().Distinct();

    [Theory]
    [InlineData("ar", false, "الأحد 5 أبريل", "4:05 مساءً")]
    [InlineData("ar", true, "الأحد ٥ أبريل", "٤:٠٥ مساءً")]
    [InlineData("en", false, "Sunday 5 April", "4:05 pm")]
    public void Date_and_time_are_said_in_the_readers_words(string language, bool arabicDigits, string date, string time)
    {
        TimeWords.Date(new LocalDate(2026, 4, 5), language, arabicDigits).ShouldBe(date);
        TimeWords.Time(new LocalTime(16, 5), language, arabicDigits).ShouldBe(time);
    }
}
