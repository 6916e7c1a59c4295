using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart.Documents;

public sealed partial class DocumentRow(ReadDocument read, ReplaceDocument replace, DeleteDocument delete, ClinicContext clinic, IStringLocalizer<ChartTexts> texts, ILogger<DocumentRow> log)
{
    ReadDocument.Answer? open;
    ElementReference box;
    string reason = "";
    string? failure;
    bool deleting, busy;

    IStringLocalizer<ChartTexts> T => texts;

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    [Parameter, EditorRequired] public DocumentView Document { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    bool IsPicture => Document.MediaType is "image/png" or "image/jpeg" or "image/webp" && Document.Fault != DocumentFault.Infected;

    string State => Document switch
    {
        { Fault: { } fault } => texts[$"DocumentFault.{fault}"],
        { Status: DocumentStatus.Stored } => texts["Documents.BeingRead"],
        { MachineRead: true } => texts["Documents.MachineRead"],
        _ => texts["Documents.Read"],
    };

    // an answer's source is shown opened
    protected override async Task OnParametersSetAsync()
    {
        if (open is null ? Board.Sought == Document.Id.Value : open.Document.Id != Document.Id || open.Document.Status != Document.Status)
            await ReadAsync();
    }

    async Task ToggleAsync()
    {
        if (open is null)
            await ReadAsync();
        else
            (open, deleting) = (null, false);
    }

    async Task ReadAsync() => await DoAsync(async () =>
    {
        var result = await read.ExecuteAsync(new(Document.Id), CancellationToken.None);
        open = result.Succeeded ? result.Value : null;
        return result.Succeeded ? null : result.Error;
    });

    async Task ReplaceAsync(InputFileChangeEventArgs chosen)
    {
        var done = await DoAsync(async () =>
        {
            if (chosen.File.Size > DocumentIntake.MostBytes)
                return DocumentsError.TooLarge;
            await using var content = chosen.File.OpenReadStream(DocumentIntake.MostBytes);
            var result = await replace.ExecuteAsync(new(Document.Id, null, content), CancellationToken.None);
            return result.Succeeded ? null : result.Error;
        });
        if (done)
            await OnChanged.InvokeAsync();
    }

    async Task DeleteAsync()
    {
        if (await DoAsync(async () => await delete.ExecuteAsync(new(Document.Id, reason), CancellationToken.None) is { Succeeded: false } refused ? refused.Error : null))
            await OnChanged.InvokeAsync();
    }

    async Task<bool> DoAsync(Func<Task<DocumentsError?>> act)
    {
        if (busy)
            return false;
        (busy, failure) = (true, null);
        try
        {
            if (await act() is not { } refused)
                return true;
            failure = texts[$"DocumentsError.{refused}"];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(log, e);
            failure = texts["Documents.Failed"];
        }
        finally
        {
            busy = false;
        }

        return false;
    }

    string Id(string field) => $"{field}-{Document.Id.Value:N}";

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A document could not be read, replaced or deleted.")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
