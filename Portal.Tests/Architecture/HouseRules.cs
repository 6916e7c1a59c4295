using System.Text.RegularExpressions;
using Portal.Domain.Platform;
using Portal.Hosting;

namespace Portal.Tests.Architecture;

/// <summary>The rules of the house that a compiler does not hold.</summary>
public sealed partial class HouseRules
{
    static readonly string[] ModuleOrder =
    [
        "Platform", "Auditing", "Tenancy", "Notifications", "Identity", "Patients", "Booking", "Formulary", "Chart", "Pharmacy",
        "Rooms", "Tasks", "Consults", "CallCenter", "Workflows", "Operations",
    ];

    [Fact]
    public void A_module_calls_only_those_to_its_left()
    {
        var wrong =
            from file in Sources.Of("Portal.Domain", ".cs")
            let own = Array.IndexOf(ModuleOrder, file.Split('/')[1])
            where own >= 0
            from Match use in UseOfModule().Matches(Sources.Text(file))
            let other = Array.IndexOf(ModuleOrder, use.Groups["module"].Value)
            where other > own
            select $"{file} uses {ModuleOrder[other]}";
        wrong.Distinct().ShouldBeEmpty("what must travel to the left travels as an event of the outbox, or through an interface that the left one owns");
    }

    [Fact]
    public void Every_module_stands_in_the_order() =>
        Directory.GetDirectories(Path.Combine(Sources.Root, "Portal.Domain")).Select(Path.GetFileName).Except(["bin", "obj"]).ShouldBeSubsetOf(ModuleOrder);

    [Fact]
    public void Classes_are_sealed_unless_they_are_made_to_be_inherited()
    {
        var open = from type in new[] { typeof(TenantContext).Assembly, typeof(Languages).Assembly }.SelectMany(assembly => assembly.GetTypes())
                   where type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true
                   where !type.Name.StartsWith('<') && type.Name != "_Imports" && !type.Namespace!.EndsWith("Migrations", StringComparison.Ordinal) && !type.Name.StartsWith("__", StringComparison.Ordinal)
                   where type.DeclaringType?.Name.StartsWith('<') != true
                   // the Razor compiler writes the class of a component without code-behind; it cannot seal it
                   where !type.IsAssignableTo(typeof(Microsoft.AspNetCore.Components.IComponent))
                   select type.FullName;
        open.ShouldBeEmpty();
    }

    [Fact]
    public void The_time_comes_from_TimeProvider_alone() => Found(@"\b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b|SystemClock\.Instance", "Portal.Domain", "Portal")
        .ShouldBeEmpty("take the scope's TimeProvider: tests move it");

    [Fact]
    public void The_tenant_is_never_ambient_and_never_the_clients_word() => Found(@"\bAsyncLocal<", "Portal.Domain", "Portal")
        .Concat(Found(@"\bIHttpContextAccessor\b", "Portal.Domain"))
        .ShouldBeEmpty("a component woken by another circuit would see the other circuit's tenant");

    [Fact]
    public void Files_stay_small_enough_to_read()
    {
        var long_ = Sources.Of("Portal.Domain", ".cs").Concat(Sources.Of("Portal", ".cs")).Concat(Sources.Of("Portal.Tests", ".cs")).Where(file => Sources.Lines(file).Length > 400)
            .Concat(Sources.Of("Portal", ".razor").Where(file => Sources.Lines(file).Length > 150));
        long_.ShouldBeEmpty("past 400 lines (150 for a component) it wants to be two");
    }

    [Fact]
    public void Nothing_is_left_or_right_in_a_stylesheet() =>
        (from file in Sources.Of("Portal", ".css", ".razor")
         from line in Sources.Lines(file).Select((text, i) => (text, number: i + 1))
         where PhysicalSide().IsMatch(line.text)
         select $"{file}:{line.number} {line.text.Trim()}")
        .ShouldBeEmpty("use the logical property (margin-inline-start, inset-inline-end, text-align: start): the page is read from both sides");

    [Fact]
    public void An_interface_stands_only_where_the_outside_world_begins()
    {
        string[] seams = ["IMessageSender", "IId`1", "ITenantList", "IOutboxHandler"];
        var domain = typeof(TenantContext).Assembly.GetTypes();
        var lonely = from type in domain
                     where type.IsInterface && type.Namespace?.StartsWith("Portal.", StringComparison.Ordinal) == true && !seams.Contains(type.Name)
                     where domain.Count(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(type)) < 2
                     select type.FullName;
        lonely.ShouldBeEmpty("an interface with one implementation is the class itself");
    }

    static IEnumerable<string> Found(string pattern, params string[] projects) =>
        from project in projects
        from file in Sources.Of(project, ".cs", ".razor")
        from line in Sources.Lines(file).Select((text, i) => (text, number: i + 1))
        where Regex.IsMatch(line.text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) && !line.text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select $"{file}:{line.number}";

    [GeneratedRegex(@"\bPortal\.Domain\.(?<module>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UseOfModule();

    // in a declaration: "left:" at its beginning, "-left:" of margin, padding, border; a direction in words is something else
    [GeneratedRegex(@"(?<![\w-])((margin|padding|border)-(left|right)|left|right)\s*:|text-align\s*:\s*(left|right)|float\s*:\s*(left|right)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PhysicalSide();
}
