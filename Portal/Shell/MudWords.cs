using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Resources.Shell;

namespace Portal.Shell;

/// <summary>The words of MudBlazor's own widgets; what has no text here stays as the library says it.</summary>
sealed class MudWords(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
