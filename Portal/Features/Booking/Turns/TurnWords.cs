using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Turns;
using Portal.Hosting;
using Portal.Resources.Site;

namespace Portal.Features.Booking.Turns;

/// <summary>What a patient and a waiting room are told of a turn.</summary>
static class TurnWords
{
    static readonly ResourceManager Texts = new(typeof(TurnTexts));

    /// <summary>A text in a language of its own, for a screen that shows two.</summary>
    public static string In(string language, string key) => Texts.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new MissingManifestResourceException(key);

    /// <summary>Arabic counts one, two, 3 to 10 and more in four ways.</summary>
    public static string Ahead(this IStringLocalizer<TurnTexts> texts, ClinicContext clinic, int people) => people switch
    {
        0 => texts["Ahead.None"],
        1 => texts["Ahead.One"],
        2 => texts["Ahead.Two"],
        <= 10 => texts["Ahead", clinic.Format.Number(people)],
        _ => texts["Ahead.Many", clinic.Format.Number(people)],
    };

    public static string Left(this IStringLocalizer<TurnTexts> texts, ClinicContext clinic, int places) =>
        places == 1 ? texts["Offer.Left.One"] : texts["Offer.Left", clinic.Format.Number(places)];

    /// <summary>Whether the place in the line means anything yet.</summary>
    public static bool IsInLine(this MyTurn.View turn) => turn.Phase is TurnPhase.NotHere or TurnPhase.Waiting;
}
