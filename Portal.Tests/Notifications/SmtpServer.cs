using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portal.Tests.Notifications;

/// <summary>A mail server at the other end of a real socket: speaks enough SMTP to take a message, or to refuse it as told.</summary>
sealed class SmtpServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Task serving;

    public SmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>What it answers to RCPT TO; changed by a test while it runs.</summary>
    public string RecipientAnswer { get; set; } = "250 ok";

    /// <summary>Whom it wants to be told who is there; null asks nobody.</summary>
    public (string User, string Password)? Login { get; set; }

    /// <summary>Offers STARTTLS, with a certificate that nobody vouches for.</summary>
    public bool Encrypts { get; set; }

    /// <summary>What came over the wire in the clear, a line each.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            Heard.Enqueue(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-test");
                    if (Encrypts)
                        await writer.WriteLineAsync("250-STARTTLS");
                    await writer.WriteLineAsync(Login is null ? "250 8BITMIME" : "250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await writer.WriteLineAsync("220 go on");
                    await EncryptAsync(client);
                    return;
                case "AUTH":
                    var told = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Split('\0');
                    await writer.WriteLineAsync(Login is { } login && (told[1], told[2]) == login ? "235 welcome" : "535 who are you");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } part && part != ".")
                        text.AppendLine(part);
                    Received.Enqueue(text.ToString());
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "RCPT":
                    await writer.WriteLineAsync(RecipientAnswer);
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    static async Task EncryptAsync(TcpClient client)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var secure = new SslStream(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(certificate);
            await secure.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // the client would not have it
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }
}
