using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.Documents;

/// <summary>Read again whenever a document of the patient changes: its text is taken after it came.</summary>
public sealed partial class DocumentsPanel(
    ListDocuments list, UploadDocument upload, LiveUpdates live, TenantContext tenant, ClinicContext clinic, IStringLocalizer<ChartTexts> texts, TimeProvider clock, ILogger<DocumentsPanel> log)
{
    const int MostAtOnce = 20;
    static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(200);

    readonly List<Upload> uploads = [];
    readonly CancellationTokenSource gone = new();
    ListDocuments.Answer? answer;
    IDisposable? subscription;
    LiveReading? reading;
    DocumentKind kind = DocumentKind.LabReport;
    long drawn;

    IStringLocalizer<ChartTexts> T => texts;

    ClinicContext Clinic => clinic;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.Failed(log, e));

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    protected override Task OnInitializedAsync()
    {
        subscription = live.Subscribe(tenant.Id, Topics.Documents, patients =>
        {
            if (patients.Contains(Board.Patient.Value))
                _ = InvokeAsync(RefreshAsync);
            return Task.CompletedTask;
        });
        return RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync() => answer = await list.ExecuteAsync(new(Board.Patient), CancellationToken.None) is { Succeeded: true, Value: var found } ? found : new([], 0);

    // one after the other: they share the line
    async Task AddAsync(InputFileChangeEventArgs chosen)
    {
        uploads.RemoveAll(upload => upload.Done);
        var files = chosen.GetMultipleFiles(MostAtOnce).Select(file => (File: file, Upload: new Upload(file.Name, file.Size))).ToList();
        uploads.AddRange(files.Select(file => file.Upload));
        foreach (var (file, on) in files)
            await SendAsync(file, on);
        uploads.RemoveAll(upload => upload.Done);
        await RefreshAsync();
    }

    async Task SendAsync(IBrowserFile file, Upload on)
    {
        if (file.Size > DocumentIntake.MostBytes)
        {
            on.Refused = DocumentsError.TooLarge;
            return;
        }

        try
        {
            await using var content = new CountedStream(file.OpenReadStream(DocumentIntake.MostBytes, gone.Token), read => Count(on, read));
            var result = await upload.ExecuteAsync(new(Board.Patient, null, kind, file.Name, content), gone.Token);
            (on.Done, on.Refused) = (result.Succeeded, result.Succeeded ? null : result.Error);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(log, e);
            on.Failed = true;
        }

        StateHasChanged();
    }

    void Count(Upload on, long read)
    {
        on.Read = read;
        if (drawn != 0 && clock.GetElapsedTime(drawn) < DrawEvery)
            return;
        drawn = clock.GetTimestamp();
        _ = InvokeAsync(StateHasChanged);
    }

    public void Dispose()
    {
        subscription?.Dispose();
        gone.Cancel(); // whoever leaves the page leaves what is on its way
        gone.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A patient's documents could not be read, or one not be kept.")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
