using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>One resource of a bundle, not yet read.</summary>
/// <param name="SourceId">By what it is known when the bundle comes again.</param>
sealed record FhirEntry(string Type, string SourceId, string? Id, JsonElement Json)
{
    // parts of it add their own names to it
    const int Longest = 90;

    public static FhirEntry? From(JsonElement resource, string? fullUrl)
    {
        if (resource.ValueKind != JsonValueKind.Object || resource.Text("resourceType") is not { Length: > 0 and <= 64 } type)
            return null;
        var id = resource.Text("id");
        var address = fullUrl is not null && (fullUrl.StartsWith("urn:", StringComparison.Ordinal) || fullUrl.Contains("://", StringComparison.Ordinal)) ? fullUrl : id is null ? null : $"{type}/{id}";
        // one without an address is known by what it says
        if (address is null or { Length: > Longest })
            address = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address ?? resource.GetRawText())));
        return new(type, address, id, resource);
    }
}

/// <summary>The resources of a bundle by the addresses that their references use.</summary>
sealed class FhirBundle
{
    // a history tells of what was, and a message or a subscription's bundle is no record
    static readonly string[] Types = ["transaction", "batch", "collection", "searchset", "document", "transaction-response", "batch-response"];

    readonly Dictionary<string, FhirEntry> byAddress = new(StringComparer.Ordinal);
    readonly List<FhirEntry> entries = [];

    public IReadOnlyList<FhirEntry> Entries => entries;

    /// <summary>How many entries were nothing.</summary>
    public int Unreadable { get; private set; }

    /// <returns>Null where it is no bundle that carries records.</returns>
    public static FhirBundle? From(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.Text("resourceType") != "Bundle" || root.Text("type") is { } type && !Types.Contains(type))
            return null;
        var bundle = new FhirBundle();
        if (root.TryGetProperty("entry", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var entry in list.EnumerateArray())
                bundle.Add(entry);
        return bundle;
    }

    void Add(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("resource", out var resource))
            return; // the deletion of a transaction, the answer of a response
        var fullUrl = entry.Text("fullUrl");
        if (FhirEntry.From(resource, fullUrl) is not { } found)
        {
            Unreadable++;
            return;
        }

        entries.Add(found);
        if (fullUrl is not null)
            byAddress.TryAdd(fullUrl, found);
        if (found.Id is { } id)
            byAddress.TryAdd($"{found.Type}/{id}", found);
        if (found.Type is "DiagnosticReport" && resource.TryGetProperty("contained", out var contained) && contained.ValueKind == JsonValueKind.Array)
            foreach (var part in contained.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object && part.Text("resourceType") == "Observation"))
                entries.Add(new("Observation", $"{found.SourceId}#{part.Text("id")}", null, part));
    }

    /// <summary>What a reference leads to: by address, or by type and id whatever server it names.</summary>
    public FhirEntry? Find(string? reference)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        if (byAddress.TryGetValue(reference, out var found))
            return found;
        var parts = reference.Split("/_history/")[0].Split('/');
        return parts.Length >= 2 ? byAddress.GetValueOrDefault($"{parts[^2]}/{parts[^1]}") : null;
    }
}

static class JsonTexts
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
