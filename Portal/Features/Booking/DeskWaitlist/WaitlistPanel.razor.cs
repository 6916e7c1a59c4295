using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskWaitlist;

public sealed partial class WaitlistPanel(ListWaitlist list, LiveUpdates live, TenantContext tenant, IStringLocalizer<WaitlistTexts> texts) : IDisposable
{
    IReadOnlyList<ListWaitlist.Item>? items;
    IDisposable? subscription;
    bool adding;
    string? said;

    IStringLocalizer<WaitlistTexts> T => texts;

    protected override async Task OnInitializedAsync()
    {
        subscription = live.Subscribe(tenant.Id, Topics.Waitlist, entries =>
        {
            _ = InvokeAsync(ReadAsync); // not awaited: the listener has other pages to tell
            return Task.CompletedTask;
        });
        await ReadAsync();
    }

    async Task ReadAsync()
    {
        var result = await list.ExecuteAsync(CancellationToken.None);
        (items, said) = result.Succeeded ? (result.Value, said) : ([], texts[$"Error.{result.Error}"]);
        StateHasChanged();
    }

    // a refusal is shown above the list, which is read again either way
    Task SaidAsync(WaitlistError? refused)
    {
        said = refused is { } why ? texts[$"Error.{why}"].Value : null;
        return ReadAsync();
    }

    Task AddedAsync()
    {
        (adding, said) = (false, null);
        return ReadAsync();
    }

    public void Dispose() => subscription?.Dispose();
}
