namespace Portal.Domain.Identity.Secrets;

/// <summary>Section <c>DataProtection</c>: what the key ring in the database is wrapped with. Whoever has only the database then has no cookie, no code and no second factor.</summary>
public sealed class KeyRingOptions
{
    public const string Section = "DataProtection";
    internal const int KeyBytes = 32;

    /// <summary>32 random bytes in base64, as <c>openssl rand -base64 32</c> prints them. The same for every copy of the Portal on one database.</summary>
    public string? Key { get; set; }

    /// <summary>Keys that were used before, to read what they wrapped.</summary>
    public IList<string> PreviousKeys { get; } = [];

    internal bool AreKeys => (Key is { Length: > 0 } key ? PreviousKeys.Prepend(key) : PreviousKeys).All(IsKey);

    static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        return text.Length < 2 * KeyBytes && Convert.TryFromBase64String(text, bytes, out var length) && length == KeyBytes;
    }
}
