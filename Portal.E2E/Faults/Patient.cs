using System.Net;
using System.Net.Sockets;
using Portal.E2E.Support;
using Portal.Tests.Support;

namespace Portal.E2E.Faults;

/// <summary>
/// A patient who books one appointment after the other by the site's own forms, without script. When the last press is not answered they go back and
/// press again, as long as it takes.
/// </summary>
/// <param name="number">Makes the phone, and the addresses that they come from.</param>
sealed class Patient(RunningPortal portal, int number, CancellationToken stop)
{
    const string Clinic = "nour", Continue = "main form button";

    /// <summary>Between two presses of one person.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    readonly FormBrowser browser = new(From(number, portal.Port), new Uri(portal.Address(Clinic)));
    readonly Random random = new(number);

    public string Phone { get; } = $"+20106{number:0000000}";

    /// <summary>The pages of the appointments that the server said were booked.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Presses that were not answered.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Whether a booking is on its way right now.</summary>
    public bool IsPressing { get; private set; }

    /// <summary>The first booking proves the phone; the later ones need no code.</summary>
    public async Task BeginAsync(string service)
    {
        await ChooseAsync(service);
        await browser.PressAsync(Continue, ("Input.Name", $"نور {number}"), ("Input.Phone", Phone));
        await browser.PressAsync(Continue, ("Code", await portal.SecretSentToAsync(Phone)));
        IsBooked.ShouldBeTrue(browser.Path);
        Acknowledged.Add(browser.Path);
    }

    public async Task BookOnAsync(string service)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await GetsAsync(() => ChooseAsync(service)) && browser.Path == "/book/details")
                await BookAsync();
            await Task.Delay(Breath);
        }
    }

    /// <summary>Whether the page of an acknowledged appointment is there and says what was booked.</summary>
    public async Task<bool> SeesAsync(string page) => (await browser.GoAsync(page)).Status == HttpStatusCode.OK && browser.Page.QuerySelector("dl") is not null;

    public override string ToString() => $"{Phone}: {Acknowledged.Count} booked, last at {browser.Path}, answered {browser.Status}: {browser.Heading}";

    async Task BookAsync()
    {
        IsPressing = true;
        var answered = await GetsAsync(() => browser.PressAsync(Continue));
        IsPressing = false;
        while (!answered)
        {
            Unanswered++;
            answered = IsBooked
                ? await GetsAsync(() => browser.GoAsync(browser.Path)) // led there by the answer, and only the page did not come
                : await GetsAsync(() => browser.GoAsync("/book/details")) && (browser.Path != "/book/details" || await GetsAsync(() => browser.PressAsync(Continue)));
        }

        if (IsBooked)
            Acknowledged.Add(browser.Path);
    }

    bool IsBooked => browser.Path.StartsWith("/a/", StringComparison.Ordinal);

    async Task<FormBrowser> ChooseAsync(string service)
    {
        await browser.GoAsync($"/book/{service}/any?day={DateTime.UtcNow.AddDays(2 + random.Next(40)):yyyy-MM-dd}");
        if (browser.Page.QuerySelectorAll(".time") is { Length: > 0 } times)
            await browser.PressAsync($".time[value='{times[random.Next(times.Length)].GetAttribute("value")}']");
        return browser;
    }

    static async Task<bool> GetsAsync(Func<Task<FormBrowser>> act)
    {
        try
        {
            return (await act()).Status < HttpStatusCode.InternalServerError;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            await Task.Delay(Breath); // the server is on its way back, and wants the processor for it
            return false;
        }
    }

    // each time from another address: what one may post in a minute is not what is tried here
    static SocketsHttpHandler From(int number, int port) => new()
    {
        AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse($"127.{number}.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}"), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
