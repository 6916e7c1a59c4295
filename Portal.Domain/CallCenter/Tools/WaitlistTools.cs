using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Patients;

namespace Portal.Domain.CallCenter.Tools;

/// <summary>The waiting list, for whom the conversation says or has proved to be.</summary>
public sealed class WaitlistTools(ToolRunner tools, JoinWaitlist join, FittingTimes fitting, RegisterPatient register)
{
    const string Done = ToolAnswer<object>.Done;

    /// <summary>Whether a time as wished is free already.</summary>
    public async Task<bool> IsAnyFreeAsync(Exchange exchange, ServiceId service, WaitlistWishes wishes, CancellationToken cancellation)
    {
        var answer = await tools.RunAsync<object>(exchange, "find_times", IdentityLevel.Anonymous, new { service = service.Value, practitioner = wishes.Practitioner?.Value, from = wishes.From.ToString(), to = wishes.To.ToString() }, async () =>
            new((await fitting.ExecuteAsync(service, wishes, cancellation)).Count > 0, Done));
        return answer.Value is true;
    }

    public Task<ToolAnswer<JoinWaitlist.Joined>> JoinAsync(Exchange exchange, Wish wish, ServiceId service, WaitlistWishes wishes, CancellationToken cancellation) =>
        tools.RunAsync<JoinWaitlist.Joined>(exchange, "join_waitlist", IdentityLevel.Claimed, new { service = service.Value, practitioner = wishes.Practitioner?.Value, from = wishes.From.ToString(), to = wishes.To.ToString() }, async () =>
        {
            var patient = wish.Patient;
            if (patient is null)
            {
                var registered = await register.ExecuteAsync(new(wish.Name ?? "", exchange.Conversation.Phone!, exchange.Language), cancellation);
                if (!registered.Succeeded)
                    return new(null, registered.Error.ToString());
                patient = registered.Value.Id;
            }

            var joined = await join.ExecuteAsync(new(patient.Value, service, wishes, BookingSource.Agent), cancellation);
            return joined.Succeeded ? new(joined.Value, Done, Receipt.Of(joined.Value)) : new(null, joined.Error.ToString());
        });
}
