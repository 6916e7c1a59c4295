using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Portal.Bench.Load;

/// <summary>A TCP proxy before PostgreSQL that counts how often the client speaks after the server has spoken: round trips as the wire sees them.</summary>
sealed class RoundTripProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly string host;
    readonly int port;
    int trips;

    public RoundTripProxy(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        (host, port) = (target.Host!, target.Port);
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, SslMode = SslMode.Disable, MaxPoolSize = 1, MinPoolSize = 0,
        }.ConnectionString;
        _ = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int Trips => Volatile.Read(ref trips);

    async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var server = new Socket(host.StartsWith('/') ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        await server.ConnectAsync(host.StartsWith('/') ? new UnixDomainSocketEndPoint($"{host}/.s.PGSQL.{port}") : new IPEndPoint(IPAddress.Parse(host), port));
        client.NoDelay = true;
        var serverSpokeLast = 1;
        await Task.WhenAny(
            PumpAsync(client.Client, server, () => { if (Interlocked.Exchange(ref serverSpokeLast, 0) == 1) Interlocked.Increment(ref trips); }),
            PumpAsync(server, client.Client, () => Interlocked.Exchange(ref serverSpokeLast, 1)));
    }

    static async Task PumpAsync(Socket from, Socket to, Action passed)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                passed();
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (SocketException)
        {
            // the other side went away
        }
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
