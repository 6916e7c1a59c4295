using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>A number was typed wrong: the right one takes its place, and the wrong one stays in the audit trail.</summary>
public sealed class CorrectResult(EntryWriter writer)
{
    public sealed record Request(EntryId Result, uint Version, decimal Value);

    public Task<Result<Observation, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var detail = new Dictionary<string, object?> { ["entry"] = request.Result.Value, ["to"] = request.Value };
        return writer.ChangeAsync<Observation>(
            request.Version, "observation.correct", all => all.SingleOrDefaultAsync(o => o.Id == request.Result, cancellation), result =>
            {
                if (result.Value is null)
                    return ChartError.Invalid;
                if (request.Value < 0 || VitalSigns.Of(result.Code) is { } sign && (request.Value < sign.Least || request.Value > sign.Most))
                    return ChartError.Implausible;
                detail["from"] = result.Value;
                (result.Value, result.Interpretation) = (request.Value, Interpretations.Of(request.Value, result.Low, result.High));
                return null;
            }, detail, cancellation);
    }
}
