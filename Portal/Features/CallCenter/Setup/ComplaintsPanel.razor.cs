using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Hosting;
using Portal.Resources.Admin;
using Portal.Shared;

namespace Portal.Features.CallCenter.Setup;

/// <summary>The clinic's own words for what hurts, and the service that each leads to.</summary>
public sealed partial class ComplaintsPanel(
    ListComplaints list, SaveComplaint save, DeleteComplaint delete, TryComplaint @try, ClinicContext clinic, ISnackbar snackbar, IStringLocalizer<AgentSetupTexts> texts, ILogger<ComplaintsPanel> log)
{
    static readonly AgentSetupError[] AtField = [AgentSetupError.PhrasesMissing, AgentSetupError.PhrasesTooLong, AgentSetupError.PhraseTaken, AgentSetupError.ServiceMissing];

    ListComplaints.Page? page;
    ComplaintId? id;
    uint? version;
    string phrases = "", service = "", sentence = "";
    IReadOnlyList<ServiceFacts>? leads;
    AgentSetupError? error;
    bool refused, saved;
    int asked;
    LiveReading? reading;

    IStringLocalizer<AgentSetupTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    SaveComplaint.Request Request => new(id, version, phrases, Guid.TryParse(service, out var chosen) ? ServiceId.From(chosen) : null);

    string Tried => leads is null ? "" : leads.Count == 0
        ? texts["Complaint.LeadsNowhere"]
        : texts["Complaint.Leads", string.Join(clinic.Language == "ar" ? "، " : ", ", leads.Select(s => s.Name(clinic.Language)))];

    protected override Task OnInitializedAsync() => RefreshAsync();

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await list.ExecuteAsync(CancellationToken.None);
        refused = result.IsError(AgentSetupError.Forbidden);
        page = result.Succeeded ? result.Value : page;
    }

    void Choose(Complaint complaint)
    {
        (id, version, phrases, error, saved) = (complaint.Id, complaint.Version, complaint.Phrases, null, false);
        service = page!.Services.Any(s => s.Id == complaint.ServiceId) ? complaint.ServiceId.ToString() : "";
    }

    void New() => (id, version, phrases, service, error, saved) = (null, null, "", "", null, false);

    async Task SaveAsync()
    {
        saved = false;
        var result = await save.ExecuteAsync(Request, CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        await RefreshAsync();
        if (page!.Complaints.FirstOrDefault(c => c.Id.Value == result.Value) is { } there)
            Choose(there);
        await TryAsync();
        saved = true;
    }

    async Task DeleteAsync()
    {
        if (id is not { } chosen || version is not { } read || page!.Complaints.FirstOrDefault(c => c.Id == chosen) is not { } there)
            return;
        var result = await delete.ExecuteAsync(new(chosen, read), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        New();
        await RefreshAsync();
        snackbar.Tell(texts["Complaint.Deleted", $"\u2068{there.Phrases.Split('\n')[0]}\u2069"], texts["Undo"], () => InvokeAsync(() => PutBackAsync(there)));
    }

    async Task PutBackAsync(Complaint gone)
    {
        var result = await save.ExecuteAsync(new(gone.Id, null, gone.Phrases, gone.ServiceId), CancellationToken.None);
        if (!result.Succeeded)
            snackbar.Add(texts[$"Error.{result.Error}"], Severity.Warning);
        await RefreshAsync();
    }

    async Task TryAsync()
    {
        saved = false;
        var mine = ++asked;
        var found = sentence.Trim().Length == 0 ? null
            : await @try.ExecuteAsync(new(sentence, Request), CancellationToken.None) is { Succeeded: true, Value: var services } ? services : null;
        if (mine == asked)
            leads = found;
    }

    string? ErrorAt(AgentSetupError here) => error == here ? texts[$"Error.{here}"].Value : null;

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The complaints could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
