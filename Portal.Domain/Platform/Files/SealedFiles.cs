using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Platform.Files;

public enum FileError
{
    Empty,
    TooLarge,

    /// <summary>Its beginning was looked at and not wanted.</summary>
    Unwanted,
}

/// <summary>What is to be kept of a sealed file, in the row of what it belongs to. Without the wrapped key its bytes are noise.</summary>
/// <param name="Size">In the clear.</param>
/// <param name="Sha256">Of the clear.</param>
public sealed record SealedFile(FileId Id, byte[] WrappedKey, long Size, byte[] Sha256);

/// <summary>
/// Files, encrypted before they reach a store: each with a random key of its own, wrapped by Data Protection for its tenant. Streamed both ways, a chunk or two
/// of it in memory.
/// </summary>
public sealed class SealedFiles(IFileStore store, IDataProtectionProvider protection)
{
    /// <param name="wanted">Sees the beginning of the file (64 KB at most) before anything is kept of it.</param>
    public async Task<Result<SealedFile, FileError>> PutAsync(
        TenantId tenant, Stream content, long most, Func<ReadOnlyMemory<byte>, bool> wanted, CancellationToken cancellation)
    {
        var key = RandomNumberGenerator.GetBytes(SealedChunks.KeyBytes);
        var file = new FileKey(tenant, FileId.New());
        await using var sealing = new SealingStream(content, file, key, most);
        try
        {
            var beginning = await sealing.BeginAsync(cancellation);
            if (beginning.IsEmpty)
                return FileError.Empty;
            if (!wanted(beginning))
                return FileError.Unwanted;
            await store.PutAsync(file, sealing, cancellation);
            return new SealedFile(file.Id, Protector(tenant).Protect(key), sealing.Size, sealing.Hash());
        }
        catch (FileTooLargeException)
        {
            return FileError.TooLarge;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <returns>A stream that can be read from any place.</returns>
    /// <exception cref="CryptographicException">The key was wrapped for another tenant, or with a key ring that is lost.</exception>
    public Stream Open(TenantId tenant, SealedFile file)
    {
        var key = Protector(tenant).Unprotect(file.WrappedKey);
        try
        {
            return new UnsealingStream(store, new(tenant, file.Id), key, file.Size);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public Task DeleteAsync(TenantId tenant, FileId file, CancellationToken cancellation) => store.DeleteAsync(new(tenant, file), cancellation);

    IDataProtector Protector(TenantId tenant) => protection.CreateProtector("file-key", tenant.ToString());
}
