using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Admin;

namespace Portal.Features.Auditing.Trail;

public sealed partial class TrailPatientBox(FindPatients find, ClinicContext clinic, IStringLocalizer<AuditTexts> texts, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    const int Shows = 6;

    readonly CancellationTokenSource gone = new();
    CancellationTokenSource? typing;
    IReadOnlyList<PatientSummary> hits = [];
    string typed = "";
    string? name;
    int marked;
    bool searched;

    IStringLocalizer<AuditTexts> T => texts;

    [Parameter] public PatientId? Chosen { get; set; }

    [Parameter] public EventCallback<PatientId?> OnChosen { get; set; }

    async Task TypedAsync()
    {
        if (typing is not null)
            await typing.CancelAsync();
        typing = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var token = typing.Token;
        try
        {
            await Task.Delay(Pause, clock, token);
            await SearchAsync(token);
        }
        catch (OperationCanceledException)
        {
            // more was typed
        }
    }

    async Task SearchAsync(CancellationToken cancellation)
    {
        var result = await find.ExecuteAsync(new(typed), cancellation);
        cancellation.ThrowIfCancellationRequested();
        hits = result.Succeeded ? [.. result.Value.Take(Shows)] : [];
        (marked, searched) = (0, typed.Trim().Length >= 2);
        StateHasChanged();
    }

    async Task PressAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when hits.Count > 0:
                marked = (marked + 1) % hits.Count;
                break;
            case "ArrowUp" when hits.Count > 0:
                marked = (marked + hits.Count - 1) % hits.Count;
                break;
            case "Escape":
                await LeaveAsync();
                break;
            case "Enter" when typed.Trim().Length > 0:
                var chosen = marked;
                if (typing is not null)
                    await typing.CancelAsync(); // who types and presses Enter at once does not wait
                await SearchAsync(gone.Token);
                if (hits.Count > 0)
                    await ChooseAsync(hits[Math.Min(chosen, hits.Count - 1)]);
                break;
        }
    }

    Task LeaveAsync()
    {
        (hits, searched) = ([], false);
        return Task.CompletedTask;
    }

    async Task ChooseAsync(PatientSummary? patient)
    {
        (hits, searched, typed, name) = ([], false, "", patient?.Name);
        await OnChosen.InvokeAsync(patient?.Id);
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
        typing?.Dispose();
    }
}
