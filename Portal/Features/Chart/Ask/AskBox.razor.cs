using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart.Ask;

public sealed partial class AskBox(ClinicContext clinic, IStringLocalizer<ChartTexts> texts)
{
    static readonly string[] Examples = ["Ask.Example.Medicines", "Ask.Example.LastVisit", "Ask.Example.Allergies", "Ask.Example.Sugar"];

    AskAnswer? answer;
    string question = "", asked = "";
    string? error;
    bool busy;

    IStringLocalizer<ChartTexts> T => texts;

    /// <summary>Asks the record of the patient whose page this is; an answer of null was refused or failed.</summary>
    [Parameter, EditorRequired] public Func<string, CancellationToken, Task<AskAnswer?>> Answer { get; set; } = null!;

    [Parameter] public int Longest { get; set; } = 500;

    /// <summary>A source is to be shown at its place.</summary>
    [Parameter] public EventCallback<AskPassage> OnOpen { get; set; }

    Task SendAsync() => AskAsync(question);

    async Task AskAsync(string wanted)
    {
        wanted = wanted.Trim();
        if (busy || wanted.Length == 0)
            return;
        (busy, error, question, asked) = (true, null, wanted, wanted);
        StateHasChanged();
        try
        {
            answer = await Answer(wanted, CancellationToken.None);
            if (answer is null)
                error = texts["Ask.Failed"];
        }
        finally
        {
            busy = false;
        }
    }

    string Named(AskPassage passage) =>
        passage.Date is { } date ? $"{texts[$"Kind.{passage.Kind}"]} · {clinic.Format.Date(date)}" : texts[$"Kind.{passage.Kind}"];
}
