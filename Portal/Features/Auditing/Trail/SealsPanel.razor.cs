using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Hosting;
using Portal.Resources.Admin;

namespace Portal.Features.Auditing.Trail;

/// <summary>When the trail was last sealed and what waits for it; and, on a press, whether all seals hold.</summary>
public sealed partial class SealsPanel(AuditHealth health, VerifyAuditChain verify, ClinicContext clinic, IStringLocalizer<AuditTexts> texts, ILogger<SealsPanel> log) : IDisposable
{
    static readonly Duration Late = Duration.FromMinutes(10);

    readonly CancellationTokenSource gone = new();
    AuditHealth.Lag? lag;
    VerifyAuditChain.Report? report;
    VerifyAuditChain.Step? step;
    bool busy, failed;

    IStringLocalizer<AuditTexts> T => texts;

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync()
    {
        try
        {
            lag = await health.ExecuteAsync(gone.Token) is { Succeeded: true } read ? read.Value : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.HealthFailed(log, e);
        }
    }

    async Task VerifyAsync()
    {
        (busy, failed, report, step) = (true, false, null, null);
        var progress = new Progress<VerifyAuditChain.Step>(now =>
        {
            step = now;
            StateHasChanged();
        });
        try
        {
            var result = await verify.ExecuteAsync(gone.Token, progress);
            (report, failed) = (result.Succeeded ? result.Value : null, !result.Succeeded);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = true;
            Log.VerifyFailed(log, e);
        }
        finally
        {
            busy = false;
        }

        await ReadAsync();
    }

    static bool IsLate(AuditHealth.Lag lag) => lag.OldestAge >= Late;

    string Number(long number) => clinic.Format.Digits(number);

    string Age(Duration age) => age.TotalMinutes switch
    {
        < 1 => texts["Seals.Now"],
        < 120 => texts["Seals.Minutes", Number((long)age.TotalMinutes)],
        _ => texts["Seals.Hours", Number((long)age.TotalHours)],
    };

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The state of the audit trail's seals could not be read.")]
        public static partial void HealthFailed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail's seals could not be verified.")]
        public static partial void VerifyFailed(ILogger log, Exception e);
    }
}
