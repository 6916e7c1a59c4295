using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Identity.ApiTokens;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Tenancy;
using Portal.Endpoints.Fhir;
using Portal.Hosting;
using Portal.Resources.Calendar;
using Portal.Shared;

namespace Portal.Features.Identity.ApiTokens;

/// <summary>The systems that read from here by token, and a new token, shown once.</summary>
public sealed partial class TokenPanel(
    ListApiTokens list, MakeApiToken make, RevokeApiToken revoke, PublicAddress addresses, ClinicContext clinic, ISnackbar snackbar, IStringLocalizer<FeedTexts> texts)
{
    static readonly ApiScopes[] Scopes = [ApiScopes.ScheduleRead, ApiScopes.SlotRead, ApiScopes.AppointmentRead, ApiScopes.PatientRead];

    IReadOnlyList<ListApiTokens.Row>? tokens;
    string name = "", madeFor = "";
    string? made, said;
    int days = 90;
    // the names of patients, and what their records say, are given out by an act of their own
    ApiScopes scopes = ApiScopes.ScheduleRead | ApiScopes.SlotRead;
    ApiTokenError? error;

    IStringLocalizer<FeedTexts> T => texts;

    string Root => addresses.Of(clinic.Tenant, FhirAnswer.Path).AbsoluteUri;

    string[] Intro => texts["Tokens.Intro", "\n"].Value.Split('\n');

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync() => tokens = await list.ExecuteAsync(CancellationToken.None) is { Succeeded: true } read ? read.Value : [];

    void Choose(ApiScopes scope, bool chosen) => scopes = chosen ? scopes | scope : scopes & ~scope;

    async Task MakeAsync()
    {
        var result = await make.ExecuteAsync(new(name, scopes, days), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        (made, madeFor, name) = (result.Value.Token, name, "");
        await ReadAsync();
    }

    async Task RevokeAsync(Guid id)
    {
        var result = await revoke.ExecuteAsync(id, CancellationToken.None);
        made = null; // it may be the one that was shown
        said = result.Succeeded ? texts["Revoked"] : texts[$"Error.{result.Error}"];
        snackbar.Tell(said);
        await ReadAsync();
    }

    string? ErrorAt(ApiTokenError here) => error == here ? texts[$"Error.{here}"].Value : null;
}
