using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Text;
using Portal.Shared;
using Portal.Resources.Desk;

namespace Portal.Features.Notifications.Outbox;

/// <summary>What the clinic wrote to people, newest first, and what a person has to send by hand.</summary>
public sealed partial class OutboxList(
    ListMessages list, MarkSentByHand mark, LiveUpdates live, TenantContext tenant, ISnackbar snackbar, IStringLocalizer<OutboxTexts> texts, ILogger<OutboxList> log)
{
    enum Filter
    {
        All,
        ToSend,
        Failed,
        Sent,
    }

    const int APage = 50;
    static readonly Filter[] Filters = Enum.GetValues<Filter>();

    IReadOnlyList<ListMessages.Item>? messages;
    IDisposable? subscription;
    Filter filter;
    string? said;
    string search = "";
    int take = APage;
    bool more, refused;
    LiveReading? reading;


    IStringLocalizer<OutboxTexts> T => texts;

    List<ListMessages.Item> Shown => [.. (messages ?? []).Where(m => Passes(m) && Matches(m))];

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
        do
        {
            var result = await list.ExecuteAsync(new(found.Count, APage), CancellationToken.None);
            refused = !result.Succeeded;
            if (refused)
                return;
            found.AddRange(result.Value.Messages);
            more = result.Value.HasMore;
        }
        while (more && found.Count < take);

        messages = [.. found.DistinctBy(m => m.Id)]; // one may have come in between two pages
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

    bool Passes(ListMessages.Item m) => filter switch
    {
        Filter.ToSend => m.Status is MessageStatus.Kept or MessageStatus.Pending,
        Filter.Failed => m.Status == MessageStatus.Failed,
        Filter.Sent => m.Status == MessageStatus.Sent,
        _ => true,
    };

    bool Matches(ListMessages.Item m)
    {
        var wanted = search.Trim();
        if (wanted.Length == 0)
            return true;
        var digits = Digits.Only(wanted);
        return m.Body.Contains(wanted, StringComparison.OrdinalIgnoreCase) || m.Recipient.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || (digits.Length >= 3 && m.Recipient.Contains(digits.TrimStart('0'), StringComparison.Ordinal));
    }

    public void Dispose() => subscription?.Dispose();

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
