using Microsoft.Extensions.Localization;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.CallCenter.Texts;
using Portal.Hosting;
using Portal.Resources.Admin;
using Portal.Shared;

namespace Portal.Features.CallCenter.Setup;

/// <summary>How the front desk is: on or off, its name and welcome, whom to call, how long words are kept, and the clinic's own red flags.</summary>
public sealed partial class AgentPanel(ReadAgentSettings read, SaveAgentSettings save, ClinicContext clinic, IStringLocalizer<AgentSetupTexts> texts, ILogger<AgentPanel> log)
{
    static readonly AgentSetupError[] AtField =
        [AgentSetupError.NameWrong, AgentSetupError.WelcomeTooLong, AgentSetupError.EmergencyNumberWrong, AgentSetupError.RetentionOutOfRange];

    AgentForm? form;
    string countryNumber = "";
    AgentSetupError? error;
    bool refused, saved;
    LiveReading? reading;

    IStringLocalizer<AgentSetupTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    IReadOnlyList<RefusedLine> Refused => SaveAgentSettings.CheckRedFlags(form!.RedFlags);

    // what a conversation begins with, in the reader's language
    string Greeting
    {
        get
        {
            var arabic = clinic.Language == "ar";
            var hello = AgentTexts.Get("Hello", clinic.Language, arabic ? form!.NameAr : form!.NameEn, clinic.Name);
            return (arabic ? form.WelcomeAr : form.WelcomeEn) is { Length: > 0 } welcome ? $"{hello}\n{welcome}" : hello;
        }
    }

    protected override Task OnInitializedAsync() => RefreshAsync();

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(CancellationToken.None);
        refused = result.IsError(AgentSetupError.Forbidden);
        if (!result.Succeeded)
            return;
        (form, countryNumber) = (AgentForm.Of(result.Value), result.Value.CountryNumber);
    }

    async Task SaveAsync()
    {
        saved = false;
        var result = await save.ExecuteAsync(form!.ToRequest(), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        await RefreshAsync();
        saved = true;
    }

    string? ErrorAt(AgentSetupError here) => error == here ? texts[$"Error.{here}"].Value : null;

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The front desk's settings could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
