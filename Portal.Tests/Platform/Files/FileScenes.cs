using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Ids;

namespace Portal.Tests.Platform.Files;

/// <summary>A folder of its own, and sealed files in it.</summary>
sealed class FileScenes : IDisposable
{
    static readonly EphemeralDataProtectionProvider Protection = new();

    public FileScenes()
    {
        Folder = Path.Combine(Path.GetTempPath(), $"portal-files-{Guid.NewGuid():N}");
        Disk = new DiskFileStore(Options.Create(new FilesOptions { Folder = Folder }));
        Files = new SealedFiles(Disk, Protection);
    }

    public string Folder { get; }

    public DiskFileStore Disk { get; }

    public SealedFiles Files { get; }

    public TenantId Tenant { get; } = TenantId.New();

    public static SealedFiles Over(IFileStore store) => new(store, Protection);

    public static byte[] Bytes(int length, int seed = 7)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public async Task<SealedFile> PutAsync(byte[] content) =>
        (await Files.PutAsync(Tenant, new Dripping(content), long.MaxValue, _ => true, TestContext.Current.CancellationToken)).Value;

    public string PathOf(SealedFile file) => Disk.PathOf(new(Tenant, file.Id));

    public async Task<byte[]> ReadAllAsync(SealedFile file)
    {
        await using var stream = Files.Open(Tenant, file);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A stream as a network gives it: in odd pieces, of no known length, read once.</summary>
    public sealed class Dripping(byte[] content) : Stream
    {
        int at;

        public int MostAsked { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            MostAsked = Math.Max(MostAsked, buffer.Length);
            var length = Math.Min(Math.Min(buffer.Length, 7001), content.Length - at);
            content.AsSpan(at, length).CopyTo(buffer.Span);
            at += length;
            return new(length);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
