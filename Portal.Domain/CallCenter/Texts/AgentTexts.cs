using System.Globalization;
using System.Resources;

namespace Portal.Domain.CallCenter.Texts;

/// <summary>The agent's sentences. Where no page and no culture of a request is, so the language is always said.</summary>
public static class AgentTexts
{
    static readonly ResourceManager Resources = new(typeof(AgentTexts));
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    static readonly CultureInfo Arabic = CultureInfo.GetCultureInfo("ar");

    /// <summary>Whether a text says that something was written, sent or handed over.</summary>
    public static bool Claims(string key) => key.StartsWith("Done.", StringComparison.Ordinal);

    /// <param name="language"><c>ar</c> or <c>en</c>.</param>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public static string Get(string key, string language, params string[] arguments)
    {
        var culture = language == "ar" ? Arabic : English;
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"There is no text {key} of the agent.");
        return string.Format(culture, text, arguments);
    }
}
