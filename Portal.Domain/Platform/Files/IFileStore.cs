namespace Portal.Domain.Platform.Files;

/// <summary>
/// Keeps bytes under keys: on this machine's disk, or in an S3 store where one is configured. What it is given is sealed already (<see cref="SealedFiles"/>),
/// so both hold the same ciphertext and a store knows nothing of what it keeps.
/// </summary>
public interface IFileStore
{
    /// <summary>Keeps all of the stream or nothing: a file that is there is whole.</summary>
    Task PutAsync(FileKey key, Stream content, CancellationToken cancellation);

    /// <exception cref="FileDamagedException">There is no such file, or it ends before the offset.</exception>
    Task<Stream> OpenAsync(FileKey key, long offset, CancellationToken cancellation);

    /// <summary>Also of a file that is not there.</summary>
    Task DeleteAsync(FileKey key, CancellationToken cancellation);
}

/// <summary>What should be there is not, or is not what was put there.</summary>
public sealed class FileDamagedException(string message, Exception? inner = null) : IOException(message, inner);
