using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Tests.Support;

/// <summary>A person with JavaScript off: follows the links they see and redirects, and sends forms with what stands in them.</summary>
public sealed class FormBrowser(HttpMessageHandler handler, Uri home)
{
    readonly HttpClient client = new(handler) { BaseAddress = home };
    readonly Dictionary<string, string> cookies = [];

    public IHtmlDocument Page { get; private set; } = null!;

    public HttpStatusCode Status { get; private set; }

    public string Path { get; private set; } = "/";

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Text => Page.Body!.TextContent;

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public Task<FormBrowser> GoAsync(string path) => SendAsync(() => new(HttpMethod.Get, path));

    /// <summary>Follows the first link that matches.</summary>
    public Task<FormBrowser> FollowAsync(string selector) => GoAsync(Find<IHtmlAnchorElement>(selector).GetAttribute("href")!);

    /// <summary>Sends a form by its button, with these values instead of those it holds.</summary>
    public Task<FormBrowser> PressAsync(string button, params (string Name, string Value)[] typed) => SendAsync(Prepare(button, typed));

    /// <summary>The same form sent twice at one moment, as an impatient thumb does; goes on with the second answer.</summary>
    public async Task PressTwiceAsync(string button, params (string Name, string Value)[] typed)
    {
        var request = Prepare(button, typed);
        var impatient = Copy();
        await Task.WhenAll(impatient.SendAsync(request), SendAsync(request));
    }

    public async Task<string> DownloadAsync(string path)
    {
        using var response = await SendOnceAsync(new(HttpMethod.Get, path));
        Status = response.StatusCode;
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public string Value(string field) => Find<IHtmlInputElement>($"[name='{field}']").Value;

    FormBrowser Copy()
    {
        var copy = new FormBrowser(handler, home) { Page = Page, Path = Path };
        foreach (var (name, value) in cookies)
            copy.cookies[name] = value;
        return copy;
    }

    Func<HttpRequestMessage> Prepare(string selector, (string Name, string Value)[] typed)
    {
        var button = Find<IHtmlButtonElement>(selector);
        var form = button.Form ?? throw new InvalidOperationException($"{selector} stands in no form.");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.QuerySelectorAll("input, textarea"))
            if (field.GetAttribute("name") is { Length: > 0 } name && (field is not IHtmlInputElement { Type: "radio" } radio || radio.IsChecked))
                fields[name] = field is IHtmlInputElement input ? input.Value : field.TextContent;
        if (button.Name is { Length: > 0 } own)
            fields[own] = button.Value;
        foreach (var (name, value) in typed)
            fields[name] = value;
        var target = form.GetAttribute("action") is { Length: > 0 } action ? action : Path;
        return () => new(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) };
    }

    async Task<FormBrowser> SendAsync(Func<HttpRequestMessage> request)
    {
        var response = await SendOnceAsync(request());
        for (var hop = 0; response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && hop < 10; hop++)
        {
            var next = new Uri(new Uri(home, Path), response.Headers.Location!);
            next.Host.ShouldBe(home.Host);
            response.Dispose();
            response = await SendOnceAsync(new(HttpMethod.Get, next.PathAndQuery));
        }

        Status = response.StatusCode;
        Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        response.Dispose();
        return this;
    }

    async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request)
    {
        Path = request.RequestUri!.OriginalString;
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var header in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            Keep(header);
        return response;
    }

    // lives are the server's clock's matter; only what is taken back is dropped
    void Keep(string header)
    {
        var pair = header.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
            cookies.Remove(pair[0]);
        else
            cookies[pair[0]] = pair[1];
    }

    T Find<T>(string selector) where T : class, IElement =>
        Page.QuerySelector(selector) as T ?? throw new InvalidOperationException($"No {selector} on {Path}: {Heading}");
}
