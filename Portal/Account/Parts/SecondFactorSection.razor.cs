using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using QRCoder;

namespace Portal.Account.Parts;

/// <summary>Sets the authenticator app up, shows recovery codes this once, and takes both away.</summary>
public sealed partial class SecondFactorSection(SetUpSecondFactor setUp, UserManager<StaffUser> users, IServiceProvider services)
{
    AuthenticatorKey? key;
    IReadOnlyList<string>? codes;
    bool isOn;
    int left;
    string? error;

    [Parameter, EditorRequired]
    public StaffUser Account { get; set; } = null!;

    [SupplyParameterFromQuery]
    bool Setup { get; set; }

    [SupplyParameterFromForm(FormName = "factor-on")]
    string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "factor-off")]
    string? FactorPassword { get; set; }

    [SupplyParameterFromForm(FormName = "factor-off")]
    string? Act { get; set; }

    StaffSignInManager Manager => services.GetRequiredService<StaffSignInManager>();

    protected override async Task OnInitializedAsync()
    {
        isOn = Account.TwoFactorEnabled;
        left = isOn ? await users.CountRecoveryCodesAsync(Account) : 0;
        key = Setup && !isOn ? await setUp.BeginAsync(Clinic.Name) : null;
    }

    async Task ConfirmAsync()
    {
        var result = await setUp.ConfirmAsync(Code ?? "", Aborted);
        if (!result.Succeeded)
        {
            error = T["Second.Refused"];
            return;
        }

        codes = result.Value;
        await Manager.RefreshSignInAsync(Account);
    }

    async Task ChangeAsync()
    {
        if (Act == "renew")
        {
            var renewed = await setUp.RenewRecoveryCodesAsync(FactorPassword ?? "", Aborted);
            if (renewed.Succeeded)
                codes = renewed.Value;
            else
                error = T["PasswordWrong"];
            return;
        }

        var removed = await setUp.RemoveAsync(FactorPassword ?? "", Aborted);
        if (!removed.Succeeded)
        {
            error = T["PasswordWrong"];
            return;
        }

        await Manager.RefreshSignInAsync(Account);
        Navigation.NavigateTo("/account/manage?saved=true");
    }

    static MarkupString QrOf(string uri)
    {
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        return new(qr.GetGraphic(1, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }

    static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));
}
