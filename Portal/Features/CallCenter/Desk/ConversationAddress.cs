using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;

namespace Portal.Features.CallCenter.Desk;

/// <summary>The tabs of the list.</summary>
public enum DeskTab
{
    Open,
    Mine,
    Ended,
    Requests,
}

/// <summary>What the page of conversations shows, as its address says it: a link or a reload brings back the same.</summary>
/// <param name="Open">The conversation beside the list; null for none.</param>
public sealed record ConversationAddress(DeskTab Tab, string? Search, ConversationId? Open)
{
    public const string Page = "/desk/conversations";
    const int LongestSearch = 60;

    public static ConversationAddress Read(string? view, string? search, string? open) => new(
        Enum.TryParse<DeskTab>(view, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : DeskTab.Open,
        search?.Trim() is { Length: > 0 and <= LongestSearch } words ? words : null,
        Guid.TryParse(open, out var id) ? ConversationId.From(id) : null);

    public string Path
    {
        get
        {
            var parts = new List<string>();
            if (Tab != DeskTab.Open)
                parts.Add($"view={Tab.ToString().ToLowerInvariant()}");
            if (Search is not null)
                parts.Add($"q={Uri.EscapeDataString(Search)}");
            if (Open is { } open)
                parts.Add($"c={open}");
            return parts.Count == 0 ? Page : $"{Page}?{string.Join('&', parts)}";
        }
    }

    public ListConversations.Request Request => new(Tab switch { DeskTab.Mine => ConversationView.Mine, DeskTab.Ended => ConversationView.Ended, _ => ConversationView.Open }, Search);
}
