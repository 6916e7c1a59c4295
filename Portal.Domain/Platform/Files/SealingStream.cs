using System.Security.Cryptography;

namespace Portal.Domain.Platform.Files;

/// <summary>Seals a stream while it is read, two chunks of it in memory: whether a chunk is the last is known once the next was asked for.</summary>
sealed class SealingStream(Stream plain, FileKey file, byte[] key, long most) : ReadOnlyStream
{
    readonly AesGcm aes = new(key, SealedChunks.Tag);
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] sealedChunk = new byte[SealedChunks.Sealed];
    byte[] current = new byte[SealedChunks.Plain], ahead = new byte[SealedChunks.Plain];
    int currentLength = -1, from, to;
    long chunk;

    /// <summary>Of what was read until now.</summary>
    public long Size { get; private set; }

    /// <summary>To be asked once, when all was read.</summary>
    public byte[] Hash() => hash.GetHashAndReset();

    /// <summary>The first chunk as it came, for a look at it before anything is kept.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BeginAsync(CancellationToken cancellation)
    {
        if (currentLength < 0)
            currentLength = await FillAsync(current, cancellation);
        return current.AsMemory(0, currentLength);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (from == to)
            await NextAsync(cancellationToken);
        var length = Math.Min(buffer.Length, to - from);
        sealedChunk.AsSpan(from, length).CopyTo(buffer.Span);
        from += length;
        return length;
    }

    async ValueTask NextAsync(CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        (from, to) = (0, 0);
        if (currentLength == 0)
            return;
        var aheadLength = currentLength == SealedChunks.Plain ? await FillAsync(ahead, cancellation) : 0;
        SealedChunks.Seal(aes, file, chunk++, last: aheadLength == 0, current.AsSpan(0, currentLength), sealedChunk);
        to = currentLength + SealedChunks.Tag;
        (current, ahead, currentLength) = (ahead, current, aheadLength);
    }

    async ValueTask<int> FillAsync(byte[] buffer, CancellationToken cancellation)
    {
        var length = await plain.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if ((Size += length) > most)
            throw new FileTooLargeException();
        hash.AppendData(buffer, 0, length);
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            aes.Dispose();
            hash.Dispose();
            CryptographicOperations.ZeroMemory(current);
            CryptographicOperations.ZeroMemory(ahead);
        }

        base.Dispose(disposing);
    }
}

sealed class FileTooLargeException() : IOException("The stream is longer than may be.");
