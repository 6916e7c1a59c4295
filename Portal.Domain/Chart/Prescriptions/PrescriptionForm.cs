using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>One medicine as it is asked to be written.</summary>
/// <param name="DurationDays">Null for a medicine that is taken on.</param>
/// <param name="Repeats">How often it may be dispensed again.</param>
public sealed record PrescribedMedicine(string Medicine, string? Strength, string? Form, Dosage Dosage, int? DurationDays, int Repeats, string? Instructions)
{
    public const int LongestName = 200, LongestPart = 60, LongestInstructions = 400;

    /// <summary>Name, strength and form as one, as a list of medicines shows it.</summary>
    public string Full => string.Join(' ', new[] { Medicine, Strength, Form }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>Whether it can be taken and dispensed as it stands: either so many times a day or every so many hours or as needed, in amounts that somebody can take.</summary>
    public bool IsSound =>
        Medicine.Trim().Length is > 1 and <= LongestName && (Strength?.Length ?? 0) <= LongestPart && (Form?.Length ?? 0) <= LongestPart
        && (Instructions?.Length ?? 0) <= LongestInstructions && (DurationDays is null or (>= 1 and <= 365)) && Repeats is >= 0 and <= 12
        && Dosage.Amount is > 0 and <= 1000 && (Dosage.TimesPerDay is null or (>= 1 and <= 12)) && (Dosage.EveryHours is null or (>= 1 and <= 72)) && HasRhythm(Dosage);

    // so many times a day or every so many hours, never both; without either only when needed
    static bool HasRhythm(Dosage dosage) => dosage is { TimesPerDay: not null, EveryHours: null } or { TimesPerDay: null, EveryHours: not null }
        or { TimesPerDay: null, EveryHours: null, AsNeeded: true };

    internal PrescribedMedicine Tidy() => this with
    {
        Medicine = Medicine.Trim(), Strength = Empty(Strength), Form = Empty(Form), Instructions = Empty(Instructions),
    };

    internal bool IsKeptAs(PrescriptionFavourite favourite) =>
        (favourite.Medicine, favourite.Strength, favourite.Form, favourite.Dosage, favourite.DurationDays) == (Medicine, Strength, Form, Dosage, DurationDays);

    internal PrescriptionFavourite AsFavourite(TenantId tenant, UserId doctor) => new(tenant, Guid.CreateVersion7())
    {
        UserId = doctor, Medicine = Medicine, Strength = Strength, Form = Form, Dosage = Dosage, DurationDays = DurationDays, Instructions = Instructions,
    };

    static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public enum PrescriptionWarningKind
{
    /// <summary>The patient is known to be allergic to what its name says.</summary>
    Allergy,

    /// <summary>The patient takes it already.</summary>
    Duplicate,
}

/// <param name="Of">The allergy's substance, or the medicine that is taken.</param>
public sealed record PrescriptionWarning(PrescriptionWarningKind Kind, string Medicine, string Of);
