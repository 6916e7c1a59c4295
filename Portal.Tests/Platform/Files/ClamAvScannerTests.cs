using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Domain.Platform.Files;

namespace Portal.Tests.Platform.Files;

/// <summary>Against clamd's own protocol, spoken by a listener of the test.</summary>
public sealed class ClamAvScannerTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stream: OK\0", null)]
    [InlineData("stream: Eicar-Test-Signature FOUND\0", "Eicar-Test-Signature")]
    public async Task The_file_goes_over_whole_and_the_answer_is_understood(string answer, string? found)
    {
        foreach (var size in (int[])[10, 1 << 16, 200_000])
        {
            var content = FileScenes.Bytes(size);
            var (name, heard) = await ScanAsync(content, answer);
            name.ShouldBe(found);
            heard.ShouldBe(content);
        }
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("")]
    public async Task Any_other_answer_is_none(string answer) => await Should.ThrowAsync<ScannerUnavailableException>(() => ScanAsync(FileScenes.Bytes(10), answer));

    [Fact]
    public async Task A_scanner_that_is_away_is_no_all_clear()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await Should.ThrowAsync<ScannerUnavailableException>(() => Scanner(port).FindAsync(new MemoryStream([1]), Cancellation));
    }

    static ClamAvScanner Scanner(int port) => new(Options.Create(new ClamAvOptions { Host = "127.0.0.1", Port = port, TimeoutSeconds = 20 }));

    static async Task<(string? Name, byte[] Heard)> ScanAsync(byte[] content, string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clamd = ListenAsync(listener, answer);
        var name = await Scanner(((IPEndPoint)listener.LocalEndpoint).Port).FindAsync(new FileScenes.Dripping(content), Cancellation);
        return (name, await clamd);
    }

    static async Task<byte[]> ListenAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var line = client.GetStream();
        var command = new byte[10];
        await line.ReadExactlyAsync(command, Cancellation);
        Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
        using var heard = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await line.ReadExactlyAsync(length, Cancellation);
            if (BinaryPrimitives.ReadInt32BigEndian(length) is not (> 0 and var bytes))
                break;
            var chunk = new byte[bytes];
            await line.ReadExactlyAsync(chunk, Cancellation);
            heard.Write(chunk);
        }

        await line.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancellation);
        return heard.ToArray();
    }
}
