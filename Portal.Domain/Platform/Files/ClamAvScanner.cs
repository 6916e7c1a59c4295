using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Portal.Domain.Platform.Files;

/// <summary>Section <c>ClamAv</c>. Without a host nothing is scanned.</summary>
public sealed class ClamAvOptions
{
    public const string Section = "ClamAv";

    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 3310;

    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;
}

/// <summary>Asks clamd over TCP: <c>INSTREAM</c>, the file in chunks that begin with their length, an empty one at its end. clamd's StreamMaxLength must allow what is uploaded.</summary>
sealed class ClamAvScanner(IOptions<ClamAvOptions> options) : IFileScanner
{
    const int ChunkBytes = 1 << 16;

    public async Task<string?> FindAsync(Stream content, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            return Finding(await AskAsync(content, limit.Token));
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ScannerUnavailableException("clamd did not answer in time.", e);
        }
        catch (Exception e) when (e is SocketException or IOException and not (ScannerUnavailableException or FileDamagedException))
        {
            throw new ScannerUnavailableException("clamd cannot be reached.", e);
        }
    }

    async Task<string> AskAsync(Stream content, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(options.Value.Host!, options.Value.Port, cancellation);
        await using var line = client.GetStream();
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var chunk = new byte[4 + ChunkBytes];
        int length;
        do
        {
            length = await content.ReadAtLeastAsync(chunk.AsMemory(4), ChunkBytes, throwOnEndOfStream: false, cancellation);
            BinaryPrimitives.WriteInt32BigEndian(chunk, length);
            await line.WriteAsync(chunk.AsMemory(0, 4 + length), cancellation);
        }
        while (length == ChunkBytes);
        if (length > 0)
            await line.WriteAsync(new byte[4], cancellation);
        using var answer = new StreamReader(line, Encoding.UTF8);
        return (await answer.ReadToEndAsync(cancellation)).Trim('\0', '\n', ' ');
    }

    static string? Finding(string answer) => answer switch
    {
        "stream: OK" => null,
        _ when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) => answer["stream: ".Length..^" FOUND".Length],
        _ => throw new ScannerUnavailableException($"clamd answered: {answer}"),
    };
}
