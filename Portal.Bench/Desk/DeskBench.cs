using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Portal.Bench.Load;
using Portal.Domain;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;

namespace Portal.Bench.Desk;

/// <summary>
/// Fifty desks open on one clinic's busy day (twelve doctors, sixty appointments each) by real circuits: what one of them keeps in memory, what a
/// click on a card sends, and how long after its commit a booking that another process made is on all fifty.
/// </summary>
static partial class DeskBench
{
    const int Desks = 50, Bookings = 20, Clicks = 20;
    const string Host = "busy.localhost";

    static readonly LocalDate Day = Product.Today.PlusDays(1);

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        await DeskDatabase.PrepareAsync(Day);
        var clinic = await DeskDatabase.ReadAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        await using var server = await DeskServer.StartAsync(http);
        var cookies = await SignInAsync(http, server.Address);
        var path = $"/desk?day={Day:uuuu-MM-dd}";

        await (await OpenAsync()).DisposeAsync(); // what is made once for all is not counted
        await (await OpenAsync()).DisposeAsync();
        var before = await server.HeapAsync();
        var desks = new List<Circuit>();
        for (var i = 0; i < Desks; i++)
            desks.Add(await OpenAsync());
        var kib = (await server.HeapAsync() - before) / 1024d / Desks;

        var clicks = new List<double>();
        for (var i = 0; i < Clicks; i++)
            clicks.Add(await desks[i].InvokeAsync("OpenCard", clinic.Cards[i].ToString()));
        var fanout = await FanOutAsync(clinic, desks);
        foreach (var desk in desks)
            await desk.DisposeAsync();

        var report = new Report();
        report.Add("desk_fanout_p95_ms", Report.Percentile(fanout, 0.95), $"p50 {Report.Percentile(fanout, 0.5):0} ms, from commit to each of {Desks} circuits, {Bookings} bookings; target < 500");
        report.Add("desk_circuit_kib", kib, "alive after a collection, a circuit of the busy day; target ≤ 450");
        report.Add("desk_click_bytes", Report.Median(clicks), "a card is opened; target ≤ 2048");
        return report;

        Task<Circuit> OpenAsync() => Circuit.OpenAsync(http, server.Address, $"{Host}:{server.Address.Port}", cookies, path, "data-card");
    }

    static async Task<List<double>> FanOutAsync(DeskDatabase.Clinic clinic, List<Circuit> desks)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortalDomain(DeskDatabase.App, null);
        await using var elsewhere = services.BuildServiceProvider();
        foreach (var hosted in elsewhere.GetServices<IHostedService>())
            await hosted.StartAsync(default);
        var times = new List<double>();
        for (var booking = 0; booking < Bookings; booking++)
        {
            var start = Day.At(new LocalTime(18, 30)).PlusMinutes(10 * booking).InZoneLeniently(Product.Cairo).ToInstant();
            var word = Encoding.UTF8.GetBytes($"مريض رقم {721 + booking}");
            var seen = desks.Select(_ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
            var watchers = desks.Select((desk, i) => (Action<long, byte[]>)((at, bytes) =>
            {
                if (bytes.AsSpan().IndexOf(word) >= 0)
                    seen[i].TrySetResult(at);
            })).ToArray();
            for (var i = 0; i < desks.Count; i++)
                desks[i].Rendered += watchers[i];

            await using (var scope = elsewhere.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<TenantContext>().Set(TenantId.From(clinic.Tenant));
                scope.ServiceProvider.GetRequiredService<Caller>().BecomeStaff(UserId.New(), "Bench", StaffRole.Receptionist);
                var booked = await scope.ServiceProvider.GetRequiredService<BookAppointment>().ExecuteAsync(
                    new(Guid.NewGuid(), PatientId.From(clinic.Newcomers[booking]), ServiceId.From(clinic.Service), PractitionerId.From(clinic.Doctors[booking % 12]), start, BookingSource.Desk), default);
                _ = booked.Value;
            }

            var committed = Stopwatch.GetTimestamp();
            foreach (var one in seen)
                times.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, await one.Task.WaitAsync(TimeSpan.FromSeconds(30))).TotalMilliseconds));
            for (var i = 0; i < desks.Count; i++)
                desks[i].Rendered -= watchers[i];
        }

        foreach (var hosted in elsewhere.GetServices<IHostedService>())
            await hosted.StopAsync(default);
        return times;
    }

    // the form as a browser sends it
    static async Task<string> SignInAsync(HttpClient http, Uri server)
    {
        var cookies = new Dictionary<string, string>();
        var page = await (await SendAsync(new(HttpMethod.Get, new Uri(server, "/account/sign-in")))).Content.ReadAsStringAsync();
        var form = page[page.IndexOf("name=\"Email\"", StringComparison.Ordinal) is var at and > 0 ? page.LastIndexOf("<form", at, StringComparison.Ordinal)..at : ..];
        var fields = Hidden().Matches(form).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        (fields["Email"], fields["Password"]) = ("reception@nour.example", "Portal-demo-1");
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(server, "/account/sign-in")) { Content = new FormUrlEncodedContent(fields) });
        if ((int)answer.StatusCode is not (302 or 303))
            throw new InvalidOperationException($"The receptionist was not let in: {answer.StatusCode}");
        return All();

        string All() => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

        async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        {
            request.Headers.Host = $"{Host}:{server.Port}";
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", All());
            var response = await http.SendAsync(request);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
                if (cookie.Split(';')[0].Split('=', 2) is [var name, { Length: > 0 } value])
                    cookies[name] = value;
            return response;
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
