using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Hosting;
using Portal.Resources.Identity;

namespace Portal.Account.Parts;

/// <summary>What every page and section about an account has at hand.</summary>
public abstract class AccountPage : ComponentBase
{
    [Inject]
    protected IStringLocalizer<AccountTexts> T { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected ClinicContext Clinic { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery]
    protected string? ReturnUrl { get; set; }

    protected CancellationToken Aborted => Http.RequestAborted;

    protected void GoOn() => Navigation.NavigateTo(LocalUrl.Of(ReturnUrl, Landing.For(Http.User)));

    /// <summary>Another page of the same way in, which still knows where to return to.</summary>
    protected string With(string path) => ReturnUrl is null ? path : $"{path}?returnUrl={Uri.EscapeDataString(ReturnUrl)}";
}
