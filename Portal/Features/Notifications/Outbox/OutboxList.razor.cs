using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Notifications;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Shared;
using Portal.Resources.Desk;

namespace Portal.Features.Notifications.Outbox;

/// <summary>What the clinic wrote to people, newest first, and what a person has to send by hand.</summary>
public sealed partial class OutboxList(
    ListMessages list, MarkSentByHand mark, LiveUpdates live, TenantContext tenant, ISnackbar snackbar, IStringLocalizer<OutboxTexts> texts, ILogger<OutboxList> log)
{
    const int APage = 50;
    static readonly MessagesFilter[] Filters = Enum.GetValues<MessagesFilter>();

    IReadOnlyList<ListMessages.Item>? messages;
    IDisposable? subscription;
    MessagesFilter filter;
    string? said;
    string search = "";
    int take = APage;
    bool more, refused;
    LiveReading? reading;


    IStringLocalizer<OutboxTexts> T => texts;

    bool IsNarrowed => filter != MessagesFilter.All || search.Trim().Length > 0;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    protected override async Task OnInitializedAsync()
    {
        subscription = live.Subscribe(tenant.Id, Topics.Messages, changed =>
        {
            _ = InvokeAsync(RefreshAsync);
            return Task.CompletedTask;
        });
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (!await Reading.RunAsync())
            return;
        StateHasChanged();
    }

    // pages of fifty from the newest, as many as were asked for
    async Task ReadAsync()
    {
        var found = new List<ListMessages.Item>();
        var (which, wanted) = (filter, search); // what is chosen meanwhile is read after this
        do
        {
            var result = await list.ExecuteAsync(new(found.Count, APage, which, wanted), CancellationToken.None);
            refused = !result.Succeeded;
            if (refused)
                return;
            found.AddRange(result.Value.Messages);
            more = result.Value.HasMore;
        }
        while (more && found.Count < take);

        messages = [.. found.DistinctBy(m => m.Id)]; // one may have come in between two pages
    }

    Task ChooseAsync(MessagesFilter choice)
    {
        filter = choice;
        return NarrowAsync();
    }

    Task NarrowAsync()
    {
        take = APage;
        return RefreshAsync();
    }

    Task MoreAsync()
    {
        take += APage;
        return RefreshAsync();
    }

    async Task MarkAsync(ListMessages.Item message)
    {
        var result = await mark.ExecuteAsync(new(message.Id), CancellationToken.None);
        if (result.Succeeded)
            said = texts["Marked"];
        else
            snackbar.Add(texts[$"Error.{result.Error}"], Severity.Warning);
        await RefreshAsync();
    }

    public void Dispose() => subscription?.Dispose();

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
