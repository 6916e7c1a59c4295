using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Domain.Platform.Files;

/// <summary>
/// The form of a sealed file: chunks of 64 KB, each encrypted by itself (AES-256-GCM), its tag behind it. The nonce is the chunk's number and whether it is the
/// last, so a chunk in another place, or an end that is none, does not open. A key serves one file, which keeps nonces from ever meeting again.
/// </summary>
static class SealedChunks
{
    public const int Plain = 1 << 16, Tag = 16, Sealed = Plain + Tag, KeyBytes = 32;

    public static long Count(long size) => (size + Plain - 1) / Plain;

    public static int PlainLength(long size, long chunk) => (int)Math.Min(Plain, size - chunk * Plain);

    public static void Seal(AesGcm aes, FileKey file, long chunk, bool last, ReadOnlySpan<byte> plain, Span<byte> to)
    {
        Span<byte> nonce = stackalloc byte[12], about = stackalloc byte[32];
        Name(file, chunk, last, nonce, about);
        aes.Encrypt(nonce, plain, to[..plain.Length], to.Slice(plain.Length, Tag), about);
    }

    /// <exception cref="AuthenticationTagMismatchException">It is not this chunk of this file.</exception>
    public static void Open(AesGcm aes, FileKey file, long chunk, bool last, ReadOnlySpan<byte> from, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[12], about = stackalloc byte[32];
        Name(file, chunk, last, nonce, about);
        aes.Decrypt(nonce, from[..^Tag], from[^Tag..], plain, about);
    }

    static void Name(FileKey file, long chunk, bool last, Span<byte> nonce, Span<byte> about)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[8..].Clear();
        nonce[11] = last ? (byte)1 : (byte)0;
        file.Tenant.Value.TryWriteBytes(about, bigEndian: true, out _);
        file.Id.Value.TryWriteBytes(about[16..], bigEndian: true, out _);
    }
}
