using System.ComponentModel;
using System.Diagnostics;

namespace Portal.Domain.Chart.Documents.Text;

/// <summary>Runs a program that reads its input and writes its output, and ends it where it takes too long. It sees no file of ours and none of our environment.</summary>
static class OutsideProgram
{
    /// <param name="Output">At most what was allowed.</param>
    public readonly record struct Outcome(int ExitCode, byte[] Output);

    /// <returns>Null where the program is not installed.</returns>
    /// <exception cref="TimeoutException">It took too long, or wrote without end.</exception>
    public static async Task<Outcome?> RunAsync(string program, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, TimeSpan limit, int mostOutput, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(limit);
        try
        {
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, ending.Token);
            var writing = WriteAsync(process, input, ending.Token);
            var output = await ReadAsync(process.StandardOutput.BaseStream, mostOutput, ending.Token);
            await Task.WhenAll(errors, writing, process.WaitForExitAsync(ending.Token));
            return new(process.ExitCode, output);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} took too long.", e);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear(); // connection strings and keys are in it
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["OMP_THREAD_LIMIT"] = "1"; // its threads cost more than they bring
        return start;
    }

    static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it ended before it had read all; its exit code says why
        }
    }

    static async Task<byte[]> ReadAsync(Stream output, int most, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int length; (length = await output.ReadAsync(buffer, cancellation)) > 0;)
        {
            read.Write(buffer, 0, length);
            if (read.Length > most)
                throw new TimeoutException("It writes without end.");
        }

        return read.ToArray();
    }
}
