using System.Security.Cryptography;
using CsCheck;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Ids;

namespace Portal.Tests.Platform.Files;

public sealed class SealedFilesTests : IDisposable
{
    const int Chunk = 1 << 16, SealedChunk = Chunk + 16;

    readonly FileScenes scene = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData(5_000_000)]
    public async Task What_is_put_in_comes_out(int size)
    {
        var content = FileScenes.Bytes(size);
        var file = await scene.PutAsync(content);

        file.Size.ShouldBe(size);
        file.Sha256.ShouldBe(SHA256.HashData(content));
        (await scene.ReadAllAsync(file)).ShouldBe(content);
        new FileInfo(scene.PathOf(file)).Length.ShouldBe(size + 16 * ((size + Chunk - 1) / Chunk));
    }

    [Fact]
    public async Task Nothing_of_it_lies_in_the_folder_in_the_clear_and_nobody_else_may_look()
    {
        var content = "Amoxicillin 500 mg, three times daily, for Mona El-Sayed"u8.ToArray();
        var file = await scene.PutAsync([.. Enumerable.Repeat(content, 100).SelectMany(c => c)]);
        var kept = await File.ReadAllBytesAsync(scene.PathOf(file), Cancellation);
        kept.AsSpan().IndexOf(content).ShouldBe(-1);
        kept.AsSpan().IndexOf("Amoxicillin"u8).ShouldBe(-1);
        File.GetUnixFileMode(scene.PathOf(file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task It_is_streamed_in_chunks_and_not_asked_for_whole()
    {
        var source = new FileScenes.Dripping(FileScenes.Bytes(8_000_000));
        (await scene.Files.PutAsync(scene.Tenant, source, long.MaxValue, _ => true, Cancellation)).Succeeded.ShouldBeTrue();
        source.MostAsked.ShouldBeLessThanOrEqualTo(Chunk);
    }

    [Fact]
    public async Task Any_range_is_that_part_of_the_file() =>
        await Gen.Select(Gen.Int[1, 5 * Chunk], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[1, 1000]).SampleAsync(async situation =>
        {
            var (size, from, part, seed) = situation;
            var content = FileScenes.Bytes(size, seed);
            var file = await scene.PutAsync(content);
            var offset = (int)(from * (size - 1));
            var length = 1 + (int)(part * (size - offset - 1));
            await using var stream = scene.Files.Open(scene.Tenant, file);
            for (var i = 0; i < 2; i++) // forwards, and back again on the same stream
            {
                var read = new byte[length];
                stream.Seek(offset, SeekOrigin.Begin);
                await stream.ReadExactlyAsync(read, Cancellation);
                read.ShouldBe(content[offset..(offset + length)]);
                stream.Position.ShouldBe(offset + length);
            }
        }, iter: 40, threads: 1);

    [Theory]
    [InlineData("a byte changed")]
    [InlineData("cut within a chunk")]
    [InlineData("cut between chunks")]
    [InlineData("cut to nothing")]
    [InlineData("chunks swapped")]
    [InlineData("a chunk twice")]
    [InlineData("gone")]
    public async Task What_was_done_to_it_is_found(string what)
    {
        var file = await scene.PutAsync(FileScenes.Bytes(3 * Chunk + 100));
        var path = scene.PathOf(file);
        var kept = await File.ReadAllBytesAsync(path, Cancellation);
        byte[] Part(int chunk) => kept[(chunk * SealedChunk)..Math.Min(kept.Length, (chunk + 1) * SealedChunk)];
        byte[]? damaged = what switch
        {
            "a byte changed" => [.. kept[..100_000], (byte)(kept[100_000] ^ 1), .. kept[100_001..]],
            "cut within a chunk" => kept[..^50],
            "cut between chunks" => kept[..(2 * SealedChunk)],
            "cut to nothing" => [],
            "chunks swapped" => [.. Part(1), .. Part(0), .. Part(2), .. Part(3)],
            "a chunk twice" => [.. Part(0), .. Part(0), .. Part(2), .. Part(3)],
            _ => null,
        };
        if (damaged is null)
            File.Delete(path);
        else
            await File.WriteAllBytesAsync(path, damaged, Cancellation);

        await Should.ThrowAsync<FileDamagedException>(() => scene.ReadAllAsync(file));
    }

    [Fact]
    public async Task An_end_that_is_none_does_not_pass_for_one_where_the_row_was_changed_too()
    {
        var file = await scene.PutAsync(FileScenes.Bytes(3 * Chunk));
        var path = scene.PathOf(file);
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Cancellation))[..(2 * SealedChunk)], Cancellation);
        await Should.ThrowAsync<FileDamagedException>(() => scene.ReadAllAsync(file with { Size = 2 * Chunk }));
    }

    [Fact]
    public async Task A_file_in_anothers_place_does_not_open_and_no_tenant_opens_anothers_key()
    {
        var (mine, other) = (await scene.PutAsync(FileScenes.Bytes(100)), await scene.PutAsync(FileScenes.Bytes(100, 8)));
        await Should.ThrowAsync<FileDamagedException>(() => scene.ReadAllAsync(mine with { Id = other.Id }));
        Should.Throw<CryptographicException>(() => scene.Files.Open(TenantId.New(), mine));
    }

    [Fact]
    public async Task The_same_content_is_never_the_same_bytes()
    {
        var content = FileScenes.Bytes(1000);
        var (one, two) = (await scene.PutAsync(content), await scene.PutAsync(content));
        (await File.ReadAllBytesAsync(scene.PathOf(one), Cancellation)).ShouldNotBe(await File.ReadAllBytesAsync(scene.PathOf(two), Cancellation));
    }

    [Fact]
    public async Task Of_what_is_refused_nothing_is_kept()
    {
        async Task<FileError> PutAsync(int size, long most, bool wanted) =>
            (await scene.Files.PutAsync(scene.Tenant, new FileScenes.Dripping(FileScenes.Bytes(size)), most, _ => wanted, Cancellation)).Error;
        (await PutAsync(0, 10, true)).ShouldBe(FileError.Empty);
        (await PutAsync(100, 1000, false)).ShouldBe(FileError.Unwanted);
        (await PutAsync(300_000, 299_999, true)).ShouldBe(FileError.TooLarge);
        (Directory.Exists(scene.Folder) ? Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleted_is_gone_and_may_be_deleted_again()
    {
        var file = await scene.PutAsync(FileScenes.Bytes(10));
        await scene.Files.DeleteAsync(scene.Tenant, file.Id, Cancellation);
        await scene.Files.DeleteAsync(scene.Tenant, file.Id, Cancellation);
        File.Exists(scene.PathOf(file)).ShouldBeFalse();
        await scene.Files.DeleteAsync(TenantId.New(), FileId.New(), Cancellation);
    }

    public void Dispose() => scene.Dispose();
}
