using System.Globalization;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;

namespace Portal.Features.Booking.Setup;

/// <summary>A service as it stands on the form, half-typed as it may be.</summary>
sealed class ServiceForm
{
    public ServiceId? Id { get; init; }

    public uint Version { get; set; }

    public int Position { get; init; }

    public string NameAr { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string? AboutAr { get; set; }

    public string? AboutEn { get; set; }

    public int Minutes { get; set; } = 20;

    public int BufferBefore { get; set; }

    public int BufferAfter { get; set; }

    /// <summary>Empty where the price is told at the desk.</summary>
    public string Price { get; set; } = "";

    public string Colour { get; set; } = "#0f766e";

    /// <summary>Patients who come together.</summary>
    public int Capacity { get; set; } = 1;

    public bool Retired { get; set; }

    public static ServiceForm Of(Service service) => new()
    {
        Id = service.Id, Version = service.Version, Position = service.Position, NameAr = service.NameAr, NameEn = service.NameEn, AboutAr = service.DescriptionAr,
        AboutEn = service.DescriptionEn, Minutes = service.Minutes, BufferBefore = service.BufferBefore, BufferAfter = service.BufferAfter,
        Price = service.Price?.ToString("0.##", CultureInfo.InvariantCulture) ?? "", Colour = service.Colour, Retired = service.Retired,
        Capacity = service.Capacity,
    };

    /// <returns>Null where the price is no number.</returns>
    public SaveService.Request? ToRequest()
    {
        var typed = Domain.Platform.Text.Digits.Fold(Price.Trim());
        if (typed.Length > 0 && !decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            return null;
        return new(Id, Version, NameAr, NameEn, AboutAr, AboutEn, Minutes, BufferBefore, BufferAfter,
            typed.Length == 0 ? null : decimal.Parse(typed, CultureInfo.InvariantCulture), Colour, Retired, Position) { Capacity = Capacity };
    }
}
