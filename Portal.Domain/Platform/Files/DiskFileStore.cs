using Microsoft.Extensions.Options;

namespace Portal.Domain.Platform.Files;

/// <summary>Files in one folder of this machine, readable by the Portal's own user alone, and never outside it.</summary>
sealed class DiskFileStore(IOptions<FilesOptions> options) : IFileStore
{
    const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite, OwnFolder = OwnFile | UnixFileMode.UserExecute;
    const int BufferBytes = 1 << 16;

    readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Value.Folder));

    public async Task PutAsync(FileKey key, Stream content, CancellationToken cancellation)
    {
        var path = PathOf(key);
        MakeFolder(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = new FileStream(part, Options(FileMode.CreateNew, FileAccess.Write)))
            {
                await content.CopyToAsync(file, BufferBytes, cancellation);
                file.Flush(flushToDisk: true); // the row that names it is committed next
            }

            File.Move(part, path);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    public Task<Stream> OpenAsync(FileKey key, long offset, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(PathOf(key), Options(FileMode.Open, FileAccess.Read));
            file.Position = offset;
            return Task.FromResult<Stream>(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileDamagedException($"There is no file {key}.", e);
        }
    }

    public Task DeleteAsync(FileKey key, CancellationToken cancellation)
    {
        var path = PathOf(key);
        if (Directory.Exists(Path.GetDirectoryName(path)))
            File.Delete(path);
        return Task.CompletedTask;
    }

    // the key has no part that could climb out; looked at all the same, for this is the only place where it would matter
    internal string PathOf(FileKey key)
    {
        var path = Path.GetFullPath(Path.Combine(root, key.ToString()));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new InvalidOperationException("A file outside the folder.");
    }

    static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous, BufferSize = BufferBytes };
        if (access == FileAccess.Write && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        return options;
    }

    static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnFolder);
    }
}
