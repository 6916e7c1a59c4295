using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients.Identifiers;

/// <summary>
/// How a national id is kept: encrypted for its tenant by Data Protection, and beside it a hash under the server's key, by which the number is found without reading anybody's.
/// See docs/decisions/0017-national-ids.md.
/// </summary>
public sealed class NationalIds(ServerKey key, IDataProtectionProvider protection, TenantContext tenant)
{
    const int Fewest = 4, Most = 30, Shown = 4;

    /// <summary>How a number is written, whoever types it: letters and digits alone, in 0–9 and A–Z.</summary>
    public static string Plain(string typed) => string.Concat(Digits.Fold(typed).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>Whether what was typed may be a national id of any country.</summary>
    internal static bool IsOne(string plain) => plain.Length is >= Fewest and <= Most;

    /// <summary>Whether it is worth asking who has it: names and years are not.</summary>
    internal static bool MayBeOne(string typed) => Plain(typed) is { Length: <= Most } plain && plain.Count(char.IsAsciiDigit) > Fewest;

    internal ValueTask<byte[]> HashAsync(string typed, CancellationToken cancellation) => key.HashAsync("national-id", $"{tenant.Id}\n{Plain(typed)}", cancellation);

    internal string Protect(string plain) => Protector.Protect(plain);

    /// <returns>Null where the key that encrypted it was lost.</returns>
    internal string? Read(string kept)
    {
        try
        {
            return Protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The last four, which are enough to compare with a card.</summary>
    internal static string Masked(string plain) => new string('•', Math.Max(0, plain.Length - Shown)) + plain[Math.Max(0, plain.Length - Shown)..];

    IDataProtector Protector => protection.CreateProtector("Portal.Patients.NationalId", tenant.Id.ToString());
}
