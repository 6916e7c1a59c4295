using System.Globalization;
using System.Resources;

namespace Portal.Domain.CallCenter.Texts;

/// <summary>What the desk's side writes in the conversation's language and not the reader's: summaries, and replies that are suggested to a person.</summary>
public static class DeskSentences
{
    static readonly ResourceManager Resources = new(typeof(DeskSentences));
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    static readonly CultureInfo Arabic = CultureInfo.GetCultureInfo("ar");

    /// <param name="language"><c>ar</c> or <c>en</c>.</param>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public static string Get(string key, string language, params string[] arguments)
    {
        var culture = language == "ar" ? Arabic : English;
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"There is no sentence {key} of the desk.");
        return string.Format(culture, text, arguments);
    }
}
