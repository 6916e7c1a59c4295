using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Access;
using Portal.Domain.Identity;
using Portal.Domain.Operations.Trail;
using Portal.Resources.Admin;
using Portal.Shared;

namespace Portal.Features.Auditing.Trail;

/// <summary>The trail as it was asked for, the newest first; what is asked stands in the address of the page.</summary>
public sealed partial class TrailPanel(
    ReadTrail read, ListStaff listStaff, CountOpenings count, NavigationManager navigation, IStringLocalizer<AuditTexts> texts, ILogger<TrailPanel> log)
{
    TrailQuestion asked = new();
    List<TrailRow>? rows;
    AuditCursor? next;
    IReadOnlyList<StaffMember> staff = [];
    int openings;
    bool refused, busy, begun;
    LiveReading? reading;

    IStringLocalizer<AuditTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [Parameter, EditorRequired] public TrailQuestion Asked { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (begun && Asked == asked)
            return;
        (asked, rows, next, begun) = (Asked, null, null, true);
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var wanted = asked;
        var result = await read.ExecuteAsync(new(wanted, null), CancellationToken.None);
        refused = result.IsError(AuditError.Forbidden);
        if (refused || wanted != asked)
            return;
        (rows, next) = ([.. result.Value.Rows], result.Value.Next);
        if (staff.Count > 0)
            return;
        staff = await listStaff.ExecuteAsync(CancellationToken.None) is { Succeeded: true } members ? members.Value.Members : [];
        openings = await count.ExecuteAsync(CancellationToken.None) is { Succeeded: true } counted ? counted.Value : 0;
    }

    async Task MoreAsync()
    {
        if (busy || rows is null)
            return;
        busy = true;
        var wanted = asked;
        try
        {
            var result = await read.ExecuteAsync(new(wanted, next), CancellationToken.None);
            if (result.Succeeded && wanted == asked)
            {
                rows.AddRange(result.Value.Rows);
                next = result.Value.Next;
            }
        }
        finally
        {
            busy = false;
        }
    }

    void Ask(TrailQuestion wanted) => navigation.NavigateTo(TrailAddress.Of(wanted));

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
