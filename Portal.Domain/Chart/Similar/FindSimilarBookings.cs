using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Similar;

/// <summary>Earlier bookings by what they were about, as somebody would say it: "the lady with the knee who came twice in spring". For the desk.</summary>
public sealed class FindSimilarBookings(SearchAcross search, Caller caller, AuditTrail audit)
{
    const int Most = 20, LongestText = 300;

    public sealed record Request(string Text);

    /// <returns>The likest first, each the passage of one appointment.</returns>
    public async Task<Result<IReadOnlyList<PassageFound>, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("booking.similar", ChartError.Forbidden, cancellation: cancellation);
        var text = request.Text.Trim();
        if (text.Length is 0 or > LongestText)
            return ChartError.Invalid;
        await audit.RecordAsync("booking.similar", AuditEntry.Done, cancellation: cancellation);
        return await search.FindAsync(new(text, Most, [SourceKind.Appointment]), cancellation);
    }
}
