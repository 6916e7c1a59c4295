namespace Portal.Account;

static class LocalUrl
{
    /// <summary>The address to return to, if it is on this host; otherwise <paramref name="otherwise"/>.</summary>
    public static string Of(string? url, string otherwise) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : otherwise;
}
