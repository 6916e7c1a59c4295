using Portal.Domain.Chart.Documents;

namespace Portal.Features.Chart.Documents;

/// <summary>One file on its way.</summary>
sealed class Upload(string name, long size)
{
    public string Name => name;

    public long Read { get; set; }

    public DocumentsError? Refused { get; set; }

    /// <summary>The line went down, or the database.</summary>
    public bool Failed { get; set; }

    public bool Done { get; set; }

    public int Percent => Done ? 100 : size == 0 ? 0 : (int)Math.Min(99, 100 * Read / size);
}
