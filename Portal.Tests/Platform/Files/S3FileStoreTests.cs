using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Minio.Exceptions;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Ids;

namespace Portal.Tests.Platform.Files;

/// <summary>Against a real S3 server, which <c>scripts/test</c> brings and names in <c>PORTAL_TEST_S3</c>.</summary>
public sealed class S3FileStoreTests : IDisposable
{
    const int Chunk = 1 << 16;

    static readonly string[] Server = (Environment.GetEnvironmentVariable("PORTAL_TEST_S3") ?? "").Split(' ');

    readonly S3FileStore store = Store();
    readonly TenantId tenant = TenantId.New();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static S3FileStore Store(string? secret = null) => Server is [var address, var access, var ownSecret]
        ? new(Options.Create(new FilesOptions { S3 = new() { Endpoint = address, AccessKey = access, SecretKey = secret ?? ownSecret, Bucket = "portal-tests" } }))
        : throw new InvalidOperationException("PORTAL_TEST_S3 names no S3 server. Run the tests by scripts/test.");

    async Task<SealedFile> PutAsync(byte[] content) =>
        (await FileScenes.Over(store).PutAsync(tenant, new FileScenes.Dripping(content), long.MaxValue, _ => true, Cancellation)).Value;

    [Theory]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData(20_000_000)] // sent in parts
    public async Task What_is_put_in_comes_out(int size)
    {
        var content = FileScenes.Bytes(size);
        var file = await PutAsync(content);
        await using var stream = FileScenes.Over(store).Open(tenant, file);
        SHA256.HashData(await AllAsync(stream)).ShouldBe(SHA256.HashData(content));
    }

    [Fact]
    public async Task A_range_is_asked_for_from_its_chunk_on()
    {
        var content = FileScenes.Bytes(10 * Chunk + 5);
        var file = await PutAsync(content);
        await using var stream = FileScenes.Over(store).Open(tenant, file);
        foreach (var (offset, length) in ((int, int)[])[(7 * Chunk - 10, 20), (10 * Chunk + 4, 1), (0, 3), (3 * Chunk, Chunk)])
        {
            var part = new byte[length];
            stream.Position = offset;
            await stream.ReadExactlyAsync(part, Cancellation);
            part.ShouldBe(content[offset..(offset + length)]);
        }
    }

    [Fact]
    public async Task Both_stores_hold_the_same_kind_of_bytes_and_this_one_none_in_the_clear()
    {
        var content = FileScenes.Bytes(2 * Chunk);
        var file = await PutAsync(content);
        await using var kept = await store.OpenAsync(new(tenant, file.Id), 0, Cancellation);
        var bytes = await AllAsync(kept);
        bytes.Length.ShouldBe(2 * (Chunk + 16));
        bytes.AsSpan().IndexOf(content.AsSpan(0, 32)).ShouldBe(-1);
    }

    [Fact]
    public async Task Deleted_is_gone_and_may_be_deleted_again()
    {
        var file = await PutAsync(FileScenes.Bytes(10));
        var key = new FileKey(tenant, file.Id);
        await store.DeleteAsync(key, Cancellation);
        await store.DeleteAsync(key, Cancellation);
        await Should.ThrowAsync<FileDamagedException>(() => store.OpenAsync(key, 0, Cancellation));
    }

    [Fact]
    public async Task Who_has_another_secret_gets_nothing()
    {
        var file = await PutAsync(FileScenes.Bytes(10));
        using var stranger = Store("another-secret");
        await Should.ThrowAsync<HttpRequestException>(() => stranger.OpenAsync(new(tenant, file.Id), 0, Cancellation));
        await Should.ThrowAsync<MinioException>(() => stranger.PutAsync(new(tenant, FileId.New()), new MemoryStream([1]), Cancellation));
    }

    static async Task<byte[]> AllAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Cancellation);
        return all.ToArray();
    }

    public void Dispose() => store.Dispose();
}
