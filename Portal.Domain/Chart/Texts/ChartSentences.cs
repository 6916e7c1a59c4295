using System.Globalization;
using System.Resources;

namespace Portal.Domain.Chart.Texts;

/// <summary>What an answer from the record says beside what it quotes, in the language of the question and not of a page.</summary>
public static class ChartSentences
{
    static readonly ResourceManager Resources = new(typeof(ChartSentences));
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    static readonly CultureInfo Arabic = CultureInfo.GetCultureInfo("ar");

    /// <param name="language"><c>ar</c> or <c>en</c>.</param>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public static string Get(string key, string language, params string[] arguments)
    {
        var culture = language == "ar" ? Arabic : English;
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"There is no sentence {key} of the chart.");
        return string.Format(culture, text, arguments);
    }
}
