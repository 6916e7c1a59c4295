using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace Portal.Domain.Platform.Files;

/// <summary>Files in a bucket of any store that speaks S3.</summary>
sealed class S3FileStore : IFileStore, IDisposable
{
    const int BufferBytes = 1 << 16, LinkSeconds = 60;

    readonly S3Options options;
    readonly IMinioClient client;
    readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    readonly SemaphoreSlim making = new(1);
    bool bucketIsThere;

    public S3FileStore(IOptions<FilesOptions> options)
    {
        this.options = options.Value.S3;
        client = new MinioClient().WithEndpoint(this.options.Address.Authority).WithSSL(this.options.Address.Scheme == "https")
            .WithCredentials(this.options.AccessKey, this.options.SecretKey).WithRegion(this.options.Region).Build();
    }

    // an object is sent with its length, which a stream that is still being sealed does not know: the ciphertext waits in a nameless file meanwhile
    public async Task PutAsync(FileKey key, Stream content, CancellationToken cancellation)
    {
        await EnsureBucketAsync(cancellation);
        await using var waiting = new FileStream(
            Path.Combine(Path.GetTempPath(), $"portal-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await content.CopyToAsync(waiting, BufferBytes, cancellation);
        waiting.Position = 0;
        await client.PutObjectAsync(
            new PutObjectArgs().WithBucket(options.Bucket).WithObject(key.ToString()).WithStreamData(waiting).WithObjectSize(waiting.Length).WithContentType("application/octet-stream"),
            cancellation);
    }

    // by a link and a Range header: the client's own way to ask for a part first asks for the head of that part, takes the answer 206 for a failure, and throws
    public async Task<Stream> OpenAsync(FileKey key, long offset, CancellationToken cancellation)
    {
        var link = await client.PresignedGetObjectAsync(new PresignedGetObjectArgs().WithBucket(options.Bucket).WithObject(key.ToString()).WithExpiry(LinkSeconds));
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(offset, null) } };
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.PartialContent || (response.StatusCode == HttpStatusCode.OK && offset == 0))
            return await response.Content.ReadAsStreamAsync(cancellation); // disposing of it frees the answer
        using (response)
            throw response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable
                ? new FileDamagedException($"There is no file {key}, or it ends before {offset}: {(int)response.StatusCode}.")
                : new HttpRequestException($"The S3 store answered {(int)response.StatusCode}.", null, response.StatusCode);
    }

    public async Task DeleteAsync(FileKey key, CancellationToken cancellation)
    {
        try
        {
            await client.RemoveObjectAsync(new RemoveObjectArgs().WithBucket(options.Bucket).WithObject(key.ToString()), cancellation);
        }
        catch (Exception e) when (e is ObjectNotFoundException or BucketNotFoundException)
        {
            // gone already
        }
    }

    async Task EnsureBucketAsync(CancellationToken cancellation)
    {
        if (bucketIsThere)
            return;
        await making.WaitAsync(cancellation);
        try
        {
            if (!bucketIsThere && !await client.BucketExistsAsync(new BucketExistsArgs().WithBucket(options.Bucket), cancellation))
                await client.MakeBucketAsync(new MakeBucketArgs().WithBucket(options.Bucket).WithLocation(options.Region), cancellation);
            bucketIsThere = true;
        }
        finally
        {
            making.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
        making.Dispose();
    }
}
