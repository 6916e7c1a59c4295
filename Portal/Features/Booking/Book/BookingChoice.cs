using System.Collections.Immutable;

namespace Portal.Features.Booking.Book;

/// <summary>What was answered before the times are offered, as the address of every step carries it: nothing of who comes.</summary>
/// <param name="First">Whether it is a first visit; null where it was not asked or not answered.</param>
/// <param name="Branch">Null for any.</param>
public readonly record struct BookingChoice(bool? First, Guid? Branch)
{
    public const string Yes = "yes", No = "no";

    public static BookingChoice Of(string? first, string? at) =>
        new(first switch { Yes => true, No => false, _ => null }, Guid.TryParse(at, out var branch) ? branch : null);

    /// <summary>The path with these answers, and more of its own.</summary>
    public string On(string path, string? more = null)
    {
        ImmutableArray<string?> parts = [First is { } first ? $"first={(first ? Yes : No)}" : null, Branch is { } branch ? $"at={branch}" : null, more];
        var query = string.Join('&', parts.Where(part => part is { Length: > 0 }));
        return query.Length == 0 ? path : path + "?" + query;
    }
}
