using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Documents;

/// <summary>Addresses that open one document for a few minutes without signing in: to hand it to a viewer that has no cookie. Good for one tenant's host alone.</summary>
public sealed class DocumentLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly Duration Life = Duration.FromMinutes(5);

    const int Length = 16 * 3 + 8;

    // the end is within and by this house's clock, not by a time-limited protector, whose clock nobody can move
    readonly IDataProtector protector = protection.CreateProtector("document-link");

    /// <param name="MadeBy">The member of staff; null for a patient's own.</param>
    internal sealed record Link(DocumentId Document, Guid? MadeBy);

    internal string Make(TenantId tenant, DocumentId document, UserId? by)
    {
        var said = new byte[Length];
        tenant.Value.TryWriteBytes(said, bigEndian: true, out _);
        document.Value.TryWriteBytes(said.AsSpan(16), bigEndian: true, out _);
        (by?.Value ?? Guid.Empty).TryWriteBytes(said.AsSpan(32), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(said.AsSpan(48), (clock.GetUtcNow().ToInstant() + Life).ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(protector.Protect(said));
    }

    /// <returns>Null for what was not made here, was made for another tenant, or is over.</returns>
    internal Link? Read(TenantId tenant, string? token)
    {
        if (token is not { Length: > 0 and < 1000 } || !Base64Url.IsValid(token))
            return null;
        try
        {
            var said = protector.Unprotect(Base64Url.DecodeFromChars(token)).AsSpan();
            if (said.Length != Length || new Guid(said[..16], bigEndian: true) != tenant.Value)
                return null;
            var by = new Guid(said[32..48], bigEndian: true);
            return Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(said[48..])) > clock.GetUtcNow().ToInstant()
                ? new(DocumentId.From(new Guid(said[16..32], bigEndian: true)), by == Guid.Empty ? null : by)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
