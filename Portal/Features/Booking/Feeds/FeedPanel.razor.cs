using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Booking.Feeds;
using Portal.Domain.Booking.Model;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Resources.Calendar;
using Portal.Shared;

namespace Portal.Features.Booking.Feeds;

/// <summary>The calendars that read from here, and a new one's address, shown once. A doctor sees those of the own calendar.</summary>
public sealed partial class FeedPanel(
    ListFeeds list, MakeFeed make, RenewFeed renew, RevokeFeed revoke, PublicAddress addresses, ClinicContext clinic, ISnackbar snackbar, IStringLocalizer<FeedTexts> texts)
{
    ListFeeds.Feeds? feeds;
    Guid resource;
    FeedDetail detail = FeedDetail.BusyOnly;
    string? name, made, said;
    string madeOf = "";
    FeedError? error;

    IStringLocalizer<FeedTexts> T => texts;

    /// <summary>Of the signed-in doctor's calendar alone.</summary>
    [Parameter] public bool Own { get; set; }

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        resource = feeds!.Calendars is [var first, ..] ? first.Resource : default;
    }

    async Task ReadAsync() => feeds = await list.ExecuteAsync(Own, CancellationToken.None) is { Succeeded: true } read ? read.Value : new([], []);

    async Task MakeAsync()
    {
        var result = await make.ExecuteAsync(new(resource, detail, clinic.Language, name), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        (made, name) = (result.Value.Secret, null);
        madeOf = feeds!.Calendars.First(c => c.Resource == resource).Name(clinic.Language);
        await ReadAsync();
    }

    async Task RenewAsync(ListFeeds.Row row)
    {
        var result = await renew.ExecuteAsync(row.Id, CancellationToken.None);
        if (result.Succeeded)
            (made, madeOf) = (result.Value.Secret, row.Calendar.Name(clinic.Language));
        else
            snackbar.Add(texts[$"Error.{result.Error}"], Severity.Warning);
        await ReadAsync();
    }

    async Task RevokeAsync(ListFeeds.Row row)
    {
        var result = await revoke.ExecuteAsync(row.Id, CancellationToken.None);
        made = null; // it may be the one that was shown
        said = result.Succeeded ? texts["Revoked"] : texts[$"Error.{result.Error}"];
        snackbar.Tell(said);
        await ReadAsync();
    }

    Uri Address(string secret) => addresses.Of(clinic.Tenant, $"/feeds/{secret}.ics");

    // what calendar programs on phones and desktops take as "subscribe to this"
    string Subscribe(string secret) => $"webcal://{Address(secret).Authority}{Address(secret).AbsolutePath}";
}
