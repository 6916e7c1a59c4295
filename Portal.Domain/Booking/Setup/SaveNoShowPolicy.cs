using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>What the clinic asks of patients who have missed appointments, from how many on.</summary>
public sealed class SaveNoShowPolicy(SetupWriter writer)
{
    /// <param name="Limit">1 to 20, within twelve months.</param>
    /// <param name="Deposit">In the tenant's currency; for the policy that asks for one.</param>
    public sealed record Request(NoShowPolicy Policy, int Limit, decimal? Deposit);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("no-show-policy.save", "clinic", writer.Tenant.Id.Value, async db =>
        {
            if (request.Limit is < 1 or > 20)
                return SetupError.LimitOutOfRange;
            if (request.Deposit < 0 || request is { Policy: NoShowPolicy.AskDeposit, Deposit: null })
                return SetupError.PriceNegative;
            var settings = await db.Set<BookingSettings>().SingleAsync(cancellation);
            (settings.NoShowPolicy, settings.NoShowLimit, settings.NoShowDeposit) = (request.Policy, request.Limit, request.Deposit);
            return null;
        }, cancellation);
}
