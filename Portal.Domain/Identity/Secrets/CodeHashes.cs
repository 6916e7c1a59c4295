using System.Globalization;
using System.Security.Cryptography;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Secrets;

/// <summary>How a one-time code and its phone are kept: apart for every tenant, and the code apart for every row.</summary>
static class CodeHashes
{
    public static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static ValueTask<byte[]> PhoneAsync(ServerKey key, TenantId tenant, string phone, CancellationToken cancellation) =>
        key.HashAsync("phone", $"{tenant}\n{phone}", cancellation);

    public static ValueTask<byte[]> CodeAsync(ServerKey key, TenantId tenant, Guid row, string code, CancellationToken cancellation) =>
        key.HashAsync("code", $"{tenant}\n{row}\n{code}", cancellation);
}
