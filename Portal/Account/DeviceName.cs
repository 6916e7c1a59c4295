namespace Portal.Account;

/// <summary>Browser and system in words that a person recognises in a list of their sessions. A guess, and only ever shown.</summary>
static class DeviceName
{
    // in this order: most browsers name others too
    static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Of(string userAgent) => $"{Find(Browsers, userAgent) ?? "?"}, {Find(Systems, userAgent) ?? "?"}";

    static string? Find((string Mark, string Name)[] names, string text) => Array.Find(names, n => text.Contains(n.Mark, StringComparison.Ordinal)).Name;
}
