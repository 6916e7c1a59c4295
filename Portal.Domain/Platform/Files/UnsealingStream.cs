using System.Security.Cryptography;

namespace Portal.Domain.Platform.Files;

/// <summary>
/// A sealed file in the clear, one chunk of it in memory. It can be read from any place, and asks the store for nothing before the chunk it needs. What was
/// changed, cut off or put elsewhere is found at the chunk, before a byte of it is given out.
/// </summary>
sealed class UnsealingStream(IFileStore store, FileKey file, byte[] key, long size) : ReadOnlyStream
{
    readonly AesGcm aes = new(key, SealedChunks.Tag);
    readonly byte[] sealedChunk = new byte[SealedChunks.Sealed], plain = new byte[SealedChunks.Plain];
    Stream? source;
    long position, sourceAt = -1, loaded = -1;

    public override bool CanSeek => true;

    public override long Length => size;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => size + offset,
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= size || buffer.Length == 0)
            return 0;
        var chunk = position / SealedChunks.Plain;
        if (chunk != loaded)
            await LoadAsync(chunk, cancellationToken);
        var within = (int)(position % SealedChunks.Plain);
        var length = Math.Min(buffer.Length, SealedChunks.PlainLength(size, chunk) - within);
        plain.AsSpan(within, length).CopyTo(buffer.Span);
        position += length;
        return length;
    }

    async ValueTask LoadAsync(long chunk, CancellationToken cancellation)
    {
        loaded = -1;
        if (source is null || sourceAt != chunk)
        {
            if (source is not null)
                await source.DisposeAsync();
            source = null;
            source = await store.OpenAsync(file, chunk * SealedChunks.Sealed, cancellation);
        }

        var length = SealedChunks.PlainLength(size, chunk);
        sourceAt = -1; // half a chunk may be read when it fails
        try
        {
            await source.ReadExactlyAsync(sealedChunk.AsMemory(0, length + SealedChunks.Tag), cancellation);
            SealedChunks.Open(aes, file, chunk, last: chunk == SealedChunks.Count(size) - 1, sealedChunk.AsSpan(0, length + SealedChunks.Tag), plain.AsSpan(0, length));
        }
        catch (Exception e) when (e is EndOfStreamException or AuthenticationTagMismatchException)
        {
            throw new FileDamagedException($"Chunk {chunk} of file {file} is not what was sealed.", e);
        }

        (sourceAt, loaded) = (chunk + 1, chunk);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source?.Dispose();
            aes.Dispose();
            CryptographicOperations.ZeroMemory(plain);
        }

        base.Dispose(disposing);
    }
}
