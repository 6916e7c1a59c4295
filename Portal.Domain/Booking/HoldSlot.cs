using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>A slot that is kept for one visitor until <paramref name="ExpiresAt"/>.</summary>
public sealed record SlotHold(HoldId Id, PractitionerId Practitioner, Instant Start, Instant ExpiresAt);

/// <summary>
/// Keeps a slot while a visitor fills the form. Anybody may hold, one slot at a time; the hold never stands in its own visitor's way and is
/// dropped by the booking, by another hold, or by time.
/// </summary>
public sealed class HoldSlot(BookingRulesSource rules, BookingStore store, SlotWishes wishes, GroupSessions groups)
{
    /// <param name="CommandKey">A new one for each choice of a slot; the same one repeats the answer.</param>
    /// <param name="Visitor">The visitor's random key, from a cookie.</param>
    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Preferred">For any: whom to try first, as the search offered it.</param>
    public sealed record Request(Guid CommandKey, Guid Visitor, ServiceId Service, PractitionerId? Practitioner, PractitionerId? Preferred, Instant Start)
    {
        /// <summary>What the visitor says the visit is; what it really is, is settled by the booking.</summary>
        public VisitKind Visit { get; init; } = VisitKind.Returning;

        /// <summary>The branch; null for any.</summary>
        public Guid? Location { get; init; }
    }

    public Task<Result<SlotHold, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) => ExecuteAsync(request, null, cancellation);

    /// <param name="until">For what the clinic itself keeps for somebody; null for as long as visitors get.</param>
    internal Task<Result<SlotHold, BookingError>> ExecuteAsync(Request request, Instant? until, CancellationToken cancellation) =>
        rules.WithCurrentAsync<Result<SlotHold, BookingError>>(async current =>
        {
            var wish = wishes.Resolve(current, new(request.Service, request.Practitioner, request.Preferred, request.Start) { Visit = request.Visit, Location = request.Location });
            if (!wish.Succeeded)
                return wish.Error;
            if (current.Services[request.Service] is { IsGroup: true })
                return await PlaceAsync(request, wish.Value, store.Now + current.Policy.HoldFor, cancellation);
            var hold = new NewHold(
                request.CommandKey, Hash(request), current.Version, request.Visitor, request.Service, until ?? store.Now + current.Policy.HoldFor);
            var answer = await store.HoldAsync(hold, wish.Value, cancellation);
            return answer.Outcome switch
            {
                "reload" => null,
                "held" or "replayed" => answer.Hold!,
                "key_reused" => BookingError.KeyReused,
                _ => BookingError.Taken,
            };
        }, cancellation);

    // a place among several is not kept: a form that is given up would keep the others out, and mostly there are places enough
    async Task<Result<SlotHold, BookingError>> PlaceAsync(Request request, Candidates at, Instant until, CancellationToken cancellation)
    {
        var full = (await groups.ReadAsync(request.Service, request.Start, request.Start + Duration.FromMilliseconds(1), cancellation)).Where(group => !group.HasPlaces)
            .Select(group => group.Practitioner.Value).ToHashSet();
        return Array.Find(at.Practitioners, who => !full.Contains(who)) is var free && free != Guid.Empty
            ? new SlotHold(HoldId.New(), PractitionerId.From(free), request.Start, until)
            : BookingError.Taken;
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Service.Value);
        hash.Add(request.Practitioner?.Value ?? Guid.Empty);
        hash.Add(request.Start.ToUnixTimeTicks());
        return hash.ToArray();
    }
}
