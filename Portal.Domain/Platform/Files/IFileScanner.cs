namespace Portal.Domain.Platform.Files;

/// <summary>Looks for viruses in what is uploaded.</summary>
public interface IFileScanner
{
    /// <returns>The name of what was found, or null.</returns>
    /// <exception cref="ScannerUnavailableException">It could not be asked; nothing is known of the file then.</exception>
    Task<string?> FindAsync(Stream content, CancellationToken cancellation);
}

public sealed class ScannerUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Where no scanner is configured. What comes in is then held harmless by its type alone: no kind that is taken is run by anybody.</summary>
sealed class NoScanner : IFileScanner
{
    public Task<string?> FindAsync(Stream content, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
