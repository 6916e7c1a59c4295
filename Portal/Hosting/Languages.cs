using System.Globalization;
using Portal.Domain.Tenancy.Model;

namespace Portal.Hosting;

/// <summary>Arabic and English, as equals. A visitor's choice is kept in a cookie; before it, the clinic's own language is shown.</summary>
static class Languages
{
    public const string Arabic = "ar";
    public const string English = "en";
    public const string Cookie = "lang";

    static readonly Dictionary<string, CultureInfo> Cultures = new() { [Arabic] = Culture("ar-EG"), [English] = Culture("en-GB") };

    public static bool IsKnown(string? language) => language is Arabic or English;

    /// <summary>The language of the current request or circuit.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Arabic ? Arabic : English;

    public static bool IsRightToLeft => Current == Arabic;

    public static CultureInfo Of(string language) => Cultures[language];

    /// <summary>Keeps a choice for a year on this host.</summary>
    public static void Remember(HttpContext context, string language) => context.Response.Cookies.Append(Cookie, language, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, Path = "/",
    });

    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var chosen = context.Request.Cookies[Cookie];
        var language = IsKnown(chosen) ? chosen : context.Features.Get<Tenant>()?.DefaultLanguage;
        var culture = Of(IsKnown(language) ? language! : English);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        context.Response.Headers.ContentLanguage = culture.TwoLetterISOLanguageName;
        return next(context);
    });

    // Arabic's own decimal separator would break every style attribute and number input; numbers for people are written by ClinicFormat
    static CultureInfo Culture(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat = CultureInfo.InvariantCulture.NumberFormat;
        return CultureInfo.ReadOnly(culture);
    }
}
