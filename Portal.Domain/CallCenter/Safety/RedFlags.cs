namespace Portal.Domain.CallCenter.Safety;

public sealed record RedFlag(string Kind);

public sealed class RedFlags
{
    readonly string[] lines = [];

    public static RedFlags Base { get; } = new();

    public RedFlags With(IEnumerable<string> clinicLines) => this;

    public RedFlag? Find(string text) => Array.Exists(lines, text.Contains) ? new("other") : null;
}
