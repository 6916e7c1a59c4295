using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Chart;
using Portal.Domain.Platform.Results;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart;

/// <summary>A form of the chart: sends once at a time, says why it was refused, and keeps what was typed until it is written.</summary>
public abstract partial class ChartFormBase : ComponentBase
{
    [Inject] protected IStringLocalizer<ChartTexts> T { get; set; } = null!;

    [Inject] protected ClinicContext Clinic { get; set; } = null!;

    [Inject] ILoggerFactory Logs { get; set; } = null!;

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    [CascadingParameter] public ChartBrowser Browser { get; set; } = null!;

    /// <summary>The name under which the browser keeps what is half written.</summary>
    protected abstract string Draft { get; }

    protected string? Failure { get; set; }

    protected bool Busy { get; private set; }

    /// <returns>Whether it was written; where it was refused or failed, <see cref="Failure"/> says why.</returns>
    protected async Task<bool> SendAsync<TValue>(Func<Task<Result<TValue, ChartError>>> act, Action<TValue>? then = null)
    {
        if (Busy)
            return false;
        (Busy, Failure) = (true, null);
        try
        {
            var result = await act();
            if (!result.Succeeded)
            {
                Failure = T[$"Error.{result.Error}"];
                return false;
            }

            then?.Invoke(result.Value);
            await Browser.DropDraftAsync(Draft);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure = T["Failed.Save"];
            Log.SaveFailed(Logs.CreateLogger(GetType()), e);
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Closes the form and forgets what was typed.</summary>
    protected async Task CloseAsync()
    {
        await Browser.DropDraftAsync(Draft);
        Board.Show(null);
    }

    /// <summary>After it was written: the chart is read anew, the form closes.</summary>
    protected async Task DoneAsync()
    {
        Board.Show(null);
        await Board.RefreshAsync();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What was written in a chart could not be saved.")]
        public static partial void SaveFailed(ILogger log, Exception e);
    }
}
