using Microsoft.Extensions.Localization;
using Portal.Hosting;
using Portal.Resources.Site;

namespace Portal.Features.Booking.Book;

static class SiteFormat
{
    /// <summary>Arabic counts 3 to 10 in the plural and more in the singular.</summary>
    public static string Minutes(this ClinicContext clinic, IStringLocalizer<SiteTexts> texts, int minutes) =>
        texts[minutes is >= 3 and <= 10 ? "Minutes.Few" : "Minutes", clinic.Format.Number(minutes)];
}
