using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking.Store;

/// <summary>The practitioners who could take one start, in the order to try them, as the arrays that the SQL functions loop over.</summary>
/// <param name="From">Where each claim begins: the start less the buffer before.</param>
/// <param name="To">Where each claim ends: the end plus the buffer after.</param>
readonly record struct Candidates(Guid[] Practitioners, Instant[] Starts, Instant[] Ends, Instant[] From, Instant[] To)
{
    public static Candidates At(ServiceRule service, Instant start, ImmutableArray<PractitionerId> practitioners)
    {
        var count = practitioners.Length;
        var candidates = new Candidates(new Guid[count], new Instant[count], new Instant[count], new Instant[count], new Instant[count]);
        var occupied = SlotFinder.Occupied(service, start);
        for (var i = 0; i < count; i++)
        {
            candidates.Practitioners[i] = practitioners[i].Value;
            candidates.Starts[i] = start;
            candidates.Ends[i] = start + service.Length;
            candidates.From[i] = occupied.Start;
            candidates.To[i] = occupied.End;
        }

        return candidates;
    }
}
