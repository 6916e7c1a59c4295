using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking.Money;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Money;

/// <summary>A month of the clinic beside the one before it; how each figure is counted stands at <see cref="ReadMonth"/>.</summary>
public sealed partial class MonthView(ReadMonth read, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts, ILogger<MonthView> log)
{
    ReadMonth.View? view;
    YearMonth month;
    LiveReading? reading;
    bool refused;

    IStringLocalizer<MoneyTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    /// <summary><c>2026-11</c>; anything else is the current month.</summary>
    [Parameter] public string? Month { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = MoneyWords.ParseMonth(Month) is { } asked && asked <= clinic.Today.ToYearMonth() ? asked : clinic.Today.ToYearMonth();
        if (wanted == month)
            return;
        (month, view) = (wanted, null);
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(month, CancellationToken.None);
        (refused, view) = (!result.Succeeded, result.Succeeded ? result.Value : null);
    }

    string File(string kind) => $"/desk/money/month.{kind}?month={month.ToString("uuuu-MM", null)}";

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The month could not be counted.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
