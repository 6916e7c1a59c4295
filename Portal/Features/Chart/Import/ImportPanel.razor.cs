using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.Chart.Fhir;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Text;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart.Import;

/// <summary>Takes FHIR bundles from the administrator's disk into charts.</summary>
public sealed partial class ImportPanel(
    ImportBundle import, FindPatients find, ClinicContext clinic, IStringLocalizer<ChartImportTexts> texts, ILogger<ImportPanel> log) : IDisposable
{
    internal const int MostFiles = 200;

    readonly CancellationTokenSource gone = new();
    readonly List<ImportFile> files = [];
    IReadOnlyList<PatientSummary> hits = [];
    PatientSummary? chosen;
    string typed = "";
    string? said;
    bool busy, tooMany;

    IStringLocalizer<ChartImportTexts> T => texts;

    string Shown(string phone) => clinic.Format.Digits(Phones.Display(phone, clinic.Tenant.Country));

    async Task FindAsync()
    {
        var asked = typed;
        IReadOnlyList<PatientSummary> found = await find.ExecuteAsync(new(asked), gone.Token) is { Succeeded: true } result ? [.. result.Value.Take(6)] : [];
        if (asked == typed) // an answer to what stood there before comes too late
            hits = found;
    }

    void Choose(PatientSummary hit) => (chosen, typed, hits) = (hit, "", []);

    async Task ChosenAsync(InputFileChangeEventArgs e)
    {
        tooMany = e.FileCount > MostFiles;
        if (busy || tooMany || e.FileCount == 0)
            return;
        files.Clear();
        files.AddRange(e.GetMultipleFiles(MostFiles).Select(file => new ImportFile(file)));
        await RunAsync(files);
    }

    Task AgainAsync(ImportFile file) => RunAsync([file]);

    async Task RunAsync(List<ImportFile> wanted)
    {
        if (busy)
            return;
        busy = true;
        foreach (var file in wanted)
        {
            await OneAsync(file);
            StateHasChanged();
        }

        busy = false;
        said = texts["Said", clinic.Format.Number(wanted.Count(file => file.State == ImportFile.Step.Done)), clinic.Format.Number(wanted.Count)];
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever happens to one file, the others are read, and the page says so.")]
    async Task OneAsync(ImportFile file)
    {
        (file.State, file.Read, file.Error, file.Result) = (ImportFile.Step.Reading, 0, null, null);
        StateHasChanged();
        if (file.File.Size > ImportBundle.MostBytes)
        {
            (file.State, file.Error) = (ImportFile.Step.Refused, ImportError.TooLarge);
            return;
        }

        try
        {
            await using var stream = file.File.OpenReadStream(ImportBundle.MostBytes, gone.Token);
            var result = await import.ExecuteAsync(new(stream, chosen?.Id, file.Phone) { Read = new Steps(read => ShowAsync(file, read)) }, gone.Token);
            file.State = result.Succeeded ? ImportFile.Step.Done : ImportFile.Step.Refused;
            file.Error = result.Succeeded ? null : result.Error;
            file.Result = result.Succeeded ? result.Value : null;
        }
        catch (JSException)
        {
            file.State = ImportFile.Step.Gone;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Log.Failed(log, e);
            file.State = ImportFile.Step.Failed;
        }
    }

    Task ShowAsync(ImportFile file, long read) => InvokeAsync(() =>
    {
        file.Read = read;
        StateHasChanged();
    });

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    // a step is shown at each twentieth of a large file and not at each packet of it
    sealed class Steps(Func<long, Task> show) : IProgress<long>
    {
        const long Every = ImportBundle.MostBytes / 100;
        long shown = -Every;

        public void Report(long value)
        {
            if (value - shown < Every)
                return;
            shown = value;
            _ = show(value);
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A file of records could not be taken in.")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
