using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Store;

/// <summary>Somebody who could take one start, with the service as it would be for this visit.</summary>
/// <param name="Location">The branch that they work at then.</param>
readonly record struct Candidate(PractitionerId Practitioner, ServiceRule Service, VisitKind Kind, Guid? Location);

/// <summary>The practitioners who could take one start, in the order to try them, as the arrays that the SQL functions loop over.</summary>
/// <param name="From">Where each claim begins: the start less the buffer before.</param>
/// <param name="To">Where each claim ends: the end plus the buffer after.</param>
/// <param name="RoomOf">For each of <paramref name="Rooms"/>, the number of the candidate that may use it, from 1.</param>
/// <param name="DeviceOf">Likewise.</param>
/// <param name="Limits">What <c>within_limits</c> reads; null where the clinic set none.</param>
sealed record Candidates(
    Guid[] Practitioners, Instant[] Starts, Instant[] Ends, Instant[] From, Instant[] To, decimal?[] Prices, string[] Kinds,
    int[] RoomOf, Guid[] Rooms, int[] DeviceOf, Guid[] Devices, string? Limits)
{
    static readonly string[] KindNames = Enum.GetNames<VisitKind>();

    public static Candidates At(BookingRules rules, Instant start, ReadOnlySpan<Candidate> who)
    {
        var count = who.Length;
        var (practitioners, prices, kinds) = (new Guid[count], new decimal?[count], new string[count]);
        var (starts, ends, from, to) = (new Instant[count], new Instant[count], new Instant[count], new Instant[count]);
        Needed rooms = default, devices = default;
        for (var i = 0; i < count; i++)
        {
            var service = who[i].Service;
            var occupied = SlotFinder.Occupied(service, start);
            (practitioners[i], prices[i], kinds[i]) = (who[i].Practitioner.Value, service.Price, KindNames[(int)who[i].Kind]);
            (starts[i], ends[i], from[i], to[i]) = (start, start + service.Length, occupied.Start, occupied.End);
            rooms.Add(i + 1, service.Rooms, who[i].Location);
            devices.Add(i + 1, service.Devices, who[i].Location);
        }

        return new(practitioners, starts, ends, from, to, prices, kinds, rooms.Of, rooms.Ids, devices.Of, devices.Ids, LimitsAt(rules, start, who));
    }

    /// <summary>Where their claims would begin.</summary>
    public IEnumerable<CalendarDay> Days =>
        Practitioners.Select((who, i) => new CalendarDay(who, CalendarDay.Of(From[i])))
            .Concat(Rooms.Select((room, k) => new CalendarDay(room, CalendarDay.Of(From[RoomOf[k] - 1]))))
            .Concat(Devices.Select((device, k) => new CalendarDay(device, CalendarDay.Of(From[DeviceOf[k] - 1]))));

    /// <summary>One of them alone.</summary>
    public Candidates Only(int index) => new(
        [Practitioners[index]], [Starts[index]], [Ends[index]], [From[index]], [To[index]], [Prices[index]], [Kinds[index]],
        Ones(RoomOf, index), Those(Rooms, RoomOf, index), Ones(DeviceOf, index), Those(Devices, DeviceOf, index), Limits);

    /// <summary>Tries them one after the other, each all or nothing, until one is not taken.</summary>
    public async Task<Result<AppointmentState, BookingError>?> InTurnAsync(Func<int, Task<Result<AppointmentState, BookingError>?>> attempt)
    {
        Result<AppointmentState, BookingError>? result = null;
        for (var i = 0; i < Practitioners.Length; i++)
        {
            result = await attempt(i);
            if (result is not { } answer || !answer.IsError(BookingError.Taken))
                break;
        }

        return result;
    }

    static int[] Ones(int[] of, int index) => [.. of.Where(candidate => candidate == index + 1).Select(_ => 1)];

    static Guid[] Those(Guid[] ids, int[] of, int index) => [.. ids.Where((_, i) => of[i] == index + 1)];

    static string? LimitsAt(BookingRules rules, Instant start, ReadOnlySpan<Candidate> who)
    {
        List<object>? limits = null;
        foreach (var candidate in who)
        {
            Add(candidate.Practitioner, rules.Practitioners[candidate.Practitioner].Limit, own: false);
            Add(candidate.Practitioner, candidate.Service.Limit, own: true);
        }

        return limits is null ? null : JsonSerializer.Serialize(limits);

        void Add(PractitionerId practitioner, LoadLimit limit, bool own)
        {
            var day = start.InZone(rules.Zone).Date;
            if (limit.Daily is { } daily)
                Say(new DateInterval(day, day), daily);
            if (limit.Weekly is { } weekly)
                Say(Loads.WeekOf(rules, day), weekly);

            void Say(DateInterval days, int most) => (limits ??= []).Add(new
            {
                practitioner = practitioner.Value, own, most,
                from = rules.Zone.AtStartOfDay(days.Start).ToDateTimeOffset(), to = rules.Zone.AtStartOfDay(days.End.PlusDays(1)).ToDateTimeOffset(),
            });
        }
    }

    // most services need no room: nothing is made for them
    struct Needed
    {
        List<int>? of;
        List<Guid>? ids;

        public readonly int[] Of => of is null ? [] : [.. of];

        public readonly Guid[] Ids => ids is null ? [] : [.. ids];

        public void Add(int candidate, ImmutableArray<ResourceRule> any, Guid? location)
        {
            foreach (var one in any)
                if (one.Serves(location))
                {
                    (of ??= []).Add(candidate);
                    (ids ??= []).Add(one.Id);
                }
        }
    }
}
