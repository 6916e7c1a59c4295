using System.Runtime.CompilerServices;

namespace Portal.Tests.Architecture;

/// <summary>The files of the repository, for rules that are about what is written.</summary>
static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a project, as paths from the root with forward slashes; what is generated is left out.</summary>
    public static IEnumerable<string> Of(string project, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "dist" or "Migrations"));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder!.FullName, "Portal.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
