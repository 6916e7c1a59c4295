using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Resources.Admin;
using Portal.Shared;

namespace Portal.Features.CallCenter.Setup;

/// <summary>What patients asked in vain: teach an answer, or say that none is wanted. What is asked meanwhile appears by itself.</summary>
public sealed partial class UnansweredPanel(
    ListUnanswered list, DismissQuestions dismiss, LiveUpdates live, TenantContext tenant, ClinicContext clinic, ISnackbar snackbar, IStringLocalizer<AgentSetupTexts> texts,
    ILogger<UnansweredPanel> log) : IDisposable
{
    IReadOnlyList<ListUnanswered.Group>? groups;
    readonly List<IDisposable> subscriptions = [];
    bool refused, busy;
    LiveReading? reading;

    ClinicContext Clinic => clinic;

    IStringLocalizer<AgentSetupTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    protected override async Task OnInitializedAsync()
    {
        foreach (var topic in (string[])[Topics.Conversations, Topics.FrontDesk])
            subscriptions.Add(live.Subscribe(tenant.Id, topic, changed =>
            {
                _ = InvokeAsync(RefreshAsync);
                return Task.CompletedTask;
            }));
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await list.ExecuteAsync(CancellationToken.None);
        refused = result.IsError(AgentSetupError.Forbidden);
        groups = result.Succeeded ? result.Value : groups;
    }

    async Task DismissAsync(ListUnanswered.Group group, bool dismissed)
    {
        busy = true;
        try
        {
            var result = await dismiss.ExecuteAsync(new(group.Questions, dismissed), CancellationToken.None);
            if (!result.Succeeded)
                snackbar.Add(texts[$"Error.{result.Error}"], Severity.Warning);
            else if (dismissed)
                Tell(group);
        }
        finally
        {
            busy = false;
        }

        await RefreshAsync();
    }

    void Tell(ListUnanswered.Group group) => snackbar.Tell(texts["Unanswered.Dismissed", $"\u2068{group.Text}\u2069"], texts["Undo"], () => InvokeAsync(() => DismissAsync(group, false)));

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The unanswered questions could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
