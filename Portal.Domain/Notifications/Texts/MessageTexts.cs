using System.Globalization;
using System.Resources;

namespace Portal.Domain.Notifications.Texts;

/// <summary>The wording of messages to people, in the reader's language. Messages are composed where no page and no culture of a request is.</summary>
public static class MessageTexts
{
    static readonly ResourceManager Resources = new(typeof(MessageTexts));
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    static readonly CultureInfo Arabic = CultureInfo.GetCultureInfo("ar");

    /// <param name="language"><c>ar</c> or <c>en</c>.</param>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public static string Get(string key, string language, params string[] arguments)
    {
        var culture = language == "ar" ? Arabic : English;
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"There is no message text {key}.");
        return string.Format(culture, text, arguments);
    }
}
