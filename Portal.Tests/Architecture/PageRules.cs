using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Hosting;

namespace Portal.Tests.Architecture;

/// <summary>Every page says who may open it, and every text is there in both languages.</summary>
public sealed partial class PageRules
{
    [Fact]
    public void Every_page_has_its_policy_or_is_open_on_purpose()
    {
        var silent = from page in typeof(Languages).Assembly.GetTypes()
                     where page.GetCustomAttributes<RouteAttribute>().Any()
                     where !page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Any(a => a.Policy is not null) && page.GetCustomAttribute<AllowAnonymousAttribute>(inherit: true) is null
                     select page.FullName;
        silent.ShouldBeEmpty("give it [Authorize(Policy = …)] or, where anybody may come, [AllowAnonymous]");
    }

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_places()
    {
        var faults = new List<string>();
        foreach (var file in Sources.Of("Portal", ".resx").Concat(Sources.Of("Portal.Domain", ".resx")).Where(f => !f.EndsWith(".ar.resx", StringComparison.Ordinal)))
        {
            var arabicFile = file.Replace(".resx", ".ar.resx", StringComparison.Ordinal);
            if (!File.Exists(Path.Combine(Sources.Root, arabicFile)))
            {
                faults.Add($"{arabicFile} is missing");
                continue;
            }

            var (english, arabic) = (Texts(file), Texts(arabicFile));
            faults.AddRange(english.Keys.Except(arabic.Keys).Select(key => $"{arabicFile}: {key} is missing"));
            faults.AddRange(arabic.Keys.Except(english.Keys).Select(key => $"{file}: {key} is missing"));
            faults.AddRange(english.Keys.Intersect(arabic.Keys).Where(key => !Places(english[key]).SetEquals(Places(arabic[key]))).Select(key => $"{arabicFile}: {key} has other places"));
            faults.AddRange(english.Concat(arabic).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{file}: {text.Key} is empty"));
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var keys = Sources.Of("Portal", ".resx").SelectMany(file => Texts(file).Keys).ToHashSet();
        var missing = from file in Sources.Of("Portal", ".razor", ".cs")
                      from Match use in TextUse().Matches(Sources.Text(file))
                      where !keys.Contains(use.Groups["key"].Value)
                      select $"{file}: {use.Groups["key"].Value}";
        missing.ShouldBeEmpty();
    }

    // a value beside a bare oninput is not known to be the browser's own: what was typed since the last answer is overwritten, letter by letter
    [Fact]
    public void What_is_typed_into_a_box_is_bound()
    {
        var bare = from file in Sources.Of("Portal", ".razor")
                   from Match box in TypedBox().Matches(Sources.Text(file))
                   where box.Value.Contains("@oninput=", StringComparison.Ordinal) && box.Value.Contains("value=\"@", StringComparison.Ordinal)
                   select $"{file}: {box.Value}";
        bare.ShouldBeEmpty("give it @bind:get, @bind:set and @bind:event=\"oninput\"");
    }

    static Dictionary<string, string> Texts(string file) =>
        XDocument.Parse(Sources.Text(file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    // T["Key"] and T["Key", …], not T[$"…"]
    [GeneratedRegex(@"\bT\[""(?<key>[^""{]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextUse();

    // an arrow does not end a tag
    [GeneratedRegex(@"<(input|textarea)\b(=>|[^>])*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypedBox();
}
