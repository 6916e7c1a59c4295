using System.Text.Json;

namespace Portal.Bench.FrontDesk;

/// <summary>The labelled sets that lie beside the bench.</summary>
static class SetFiles
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "FrontDesk", "Sets", name);

    public static IReadOnlyList<T> Read<T>(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Json)!)];
}
