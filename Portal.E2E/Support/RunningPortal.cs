using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Portal.E2E.Support;

[assembly: AssemblyFixture(typeof(RunningPortal))]

namespace Portal.E2E.Support;

/// <summary>
/// The Portal as it is shipped: provisioned with its demonstration clinics on a database of its own, started as a process, one for the whole
/// run. Journeys share it and so must each make what they look for.
/// </summary>
public sealed class RunningPortal : IAsyncLifetime
{
    const string Password = "for-tests-alone";
    static readonly string App = Required("PORTAL_E2E_APP");

    readonly string admin;
    readonly string database = $"portal_e2e_{Guid.NewGuid():N}";
    readonly Queue<string> lastLines = new();
    Process? process;

    public RunningPortal() : this(Required("PORTAL_TEST_ADMIN"))
    {
    }

    RunningPortal(string admin) => this.admin = admin;

    /// <summary>One on a database server of its own.</summary>
    public static RunningPortal On(OwnCluster cluster) => new(cluster.Admin);

    public int Port { get; } = FreePort();

    public string BaseHost => $"localhost:{Port}";

    public string Address(string slug, string path = "/") => $"http://{(slug.Length == 0 ? "" : slug + ".")}{BaseHost}{path}";

    public async ValueTask InitializeAsync()
    {
        using (var provision = Start(["provision", "--demo"]))
        {
            await provision.WaitForExitAsync();
            if (provision.ExitCode != 0)
                throw new InvalidOperationException($"provision failed:\n{Log}");
        }

        await StartAsync();
    }

    /// <summary>Starts the server and waits until it can serve.</summary>
    public async Task StartAsync()
    {
        Begin();
        await ReadyAsync(process!, BaseHost);
    }

    /// <summary>Starts the server and waits for nothing.</summary>
    public void Begin() => process = Start();

    /// <summary>Starts a second server on the same database, configured otherwise, and waits until it can serve.</summary>
    /// <returns>The process, to be killed by who started it, and the host it answers to.</returns>
    public async Task<(Process Process, string BaseHost)> StartBesideAsync(params (string Name, string Value)[] settings)
    {
        var host = $"localhost:{FreePort()}";
        var beside = Start(["--role=web"], [("ASPNETCORE_URLS", $"http://{host}"), ("Portal__BaseHost", host), .. settings]);
        await ReadyAsync(beside, host);
        return (beside, host);
    }

    async Task ReadyAsync(Process server, string host)
    {
        using var http = new HttpClient();
        var patience = Stopwatch.StartNew();
        while (!await IsReadyAsync(http, host))
        {
            if (server.HasExited || patience.Elapsed > TimeSpan.FromSeconds(90))
                throw new InvalidOperationException($"The Portal did not start:\n{Log}");
            await Task.Delay(100);
        }
    }

    /// <summary>Kills the server, as a crash would.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The secret of the newest message to somebody: what the person reads on the phone or in the mailbox.</summary>
    /// <param name="after">The one before, where a second message is awaited.</param>
    public async Task<string> SecretSentToAsync(string recipient, string? after = null)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            if (await ScalarAsync("select secret from portal.messages where recipient = $1 and secret is not null order by id desc limit 1", recipient) is string secret && secret != after)
                return secret;
            if (patience.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException("No message came.");
            await Task.Delay(100);
        }
    }

    /// <summary>An appointment at this moment, whatever the hour of the run: written past the rules, as no page would, and announced as pages do.</summary>
    public Task AppointTodayAsync(string slug, string patient) => ScalarAsync(
        """
        with clinic as (select id from portal.tenants where slug = $1),
        who as (
          insert into portal.patients (tenant_id, id, name, phone, language, created_at)
            select id, gen_random_uuid(), $2, '+20106669' || lpad((random() * 9999)::int::text, 4, '0'), 'ar', now() from clinic returning tenant_id, id),
        made as (insert into portal.appointments (tenant_id, id, practitioner_id, service_id, patient_id, starts_at, ends_at, occupied, visit_kind, status, source, version, created_at)
          select who.tenant_id, gen_random_uuid(), o.practitioner_id, o.service_id, who.id, date_trunc('hour', now()), date_trunc('hour', now()) + interval '20 minutes',
            tstzrange(date_trunc('hour', now()), date_trunc('hour', now()) + interval '20 minutes'), 'Returning', 'Booked', 'Desk', 1, now()
          from who join portal.practitioner_services o on o.tenant_id = who.tenant_id limit 1
          returning tenant_id, id)
        select pg_notify('portal_changes', json_build_object('Tenant', tenant_id, 'Topic', 'appointments', 'Ids', json_build_array(id))::text) from made
        """, slug, patient);

    /// <summary>Until so many commands wait for what is held back.</summary>
    public async Task UntilTheyWaitAsync(long commands)
    {
        var patience = Stopwatch.StartNew();
        while (await ScalarAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") is not long waiting || waiting < commands)
        {
            if (patience.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException("Nobody waits for what is held back.");
            await Task.Delay(50);
        }
    }

    public async Task<object?> ScalarAsync(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionTo(database));
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Keeps an appointment from being changed until this is let go: whoever changes it meanwhile waits, all at one moment.</summary>
    public async Task<IAsyncDisposable> HoldBackAsync(string phone)
    {
        var connection = await ConnectAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            "select 1 from portal.appointments a join portal.patients p on (p.tenant_id, p.id) = (a.tenant_id, a.patient_id) where p.phone = $1 for update of a", connection)
        {
            Parameters = { new NpgsqlParameter { Value = phone } },
        };
        await command.ExecuteScalarAsync();
        return connection;
    }

    /// <summary>A connection of its own, unpooled: what it locks is free when it is disposed of.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionTo(database));
        await connection.OpenAsync();
        return connection;
    }

    public string Log => string.Join('\n', lastLines);

    Process Start(string[]? arguments = null, (string Name, string Value)[]? settings = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(App)!, "../../..")),
        };
        foreach (var argument in (string[])[App, .. arguments ?? []])
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{Port}";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Portal__BaseHost"] = BaseHost;
        start.Environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true"; // the browser says for each visitor where they come from
        start.Environment["ConnectionStrings__Admin"] = ConnectionTo(database);
        start.Environment["Provision__AppPassword"] = start.Environment["Provision__RelayPassword"] = Password;
        start.Environment["ConnectionStrings__Portal"] = ConnectionTo(database, "portal_app");
        start.Environment["ConnectionStrings__Relay"] = ConnectionTo(database, "portal_relay");
        foreach (var (name, value) in settings ?? [])
            start.Environment[name] = value;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Remember(line.Data);
        started.ErrorDataReceived += (_, line) => Remember(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    void Remember(string? line)
    {
        if (line is null)
            return;
        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > 200)
                lastLines.Dequeue();
        }
    }

    static async Task<bool> IsReadyAsync(HttpClient http, string host)
    {
        try
        {
            return (await http.GetAsync(new Uri($"http://{host}/health/ready"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    string ConnectionTo(string database, string? user = null)
    {
        var login = new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = user is not null };
        if (user is not null)
            (login.Username, login.Password) = (user, Password);
        return login.ConnectionString;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string Required(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set. Run the journeys by scripts/test e2e.");

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        await using var drop = source.CreateCommand($"drop database if exists {database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }
}
