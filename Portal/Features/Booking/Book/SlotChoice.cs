using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Features.Booking.Book;

/// <summary>A time with somebody, as a button's or an address's value: seconds since 1970, a dot, the practitioner's id.</summary>
public readonly record struct SlotChoice(PractitionerId Practitioner, Instant Start)
{
    public static SlotChoice Of(Slot slot) => new(slot.Practitioner, slot.Start);

    public static SlotChoice? Parse(string? value)
    {
        var parts = value?.Split('.');
        return parts is [var seconds, var id]
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start <= Instant.MaxValue.ToUnixTimeSeconds()
            && Guid.TryParse(id, out var practitioner)
            ? new(PractitionerId.From(practitioner), Instant.FromUnixTimeSeconds(start))
            : null;
    }

    /// <summary>The key of a command that a form with many buttons sends: the same for the same button sent twice, another for another button.</summary>
    public Guid Key(Guid form) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{form:N}.{this}")).AsSpan(..16));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start.ToUnixTimeSeconds()}.{Practitioner.Value:N}");
}
