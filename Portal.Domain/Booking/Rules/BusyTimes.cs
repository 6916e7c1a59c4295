using NodaTime;

namespace Portal.Domain.Booking.Rules;

/// <summary>When one practitioner, room or device is claimed: disjoint stretches, earliest first.</summary>
sealed class BusyTimes
{
    static readonly BusyTimes None = new();

    readonly List<(Instant Start, Instant End)> stretches = [];

    /// <summary>Sorts claims by what they are of.</summary>
    public static Dictionary<Guid, BusyTimes> ByResource(IReadOnlyList<Busy> busy)
    {
        var all = new Dictionary<Guid, BusyTimes>();
        for (var i = 0; i < busy.Count; i++)
        {
            if (!all.TryGetValue(busy[i].Resource, out var own))
                all.Add(busy[i].Resource, own = new());
            own.stretches.Add((busy[i].Start, busy[i].End));
        }

        foreach (var own in all.Values)
            own.Merge();
        return all;
    }

    public static BusyTimes Of(Dictionary<Guid, BusyTimes> all, Guid resource) => all.GetValueOrDefault(resource, None);

    public bool IsFree(Interval wanted)
    {
        var (low, high) = (0, stretches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (stretches[middle].End <= wanted.Start)
                low = middle + 1;
            else
                high = middle;
        }

        return low == stretches.Count || stretches[low].Start >= wanted.End;
    }

    // those overbooked on purpose overlap
    void Merge()
    {
        stretches.Sort();
        var last = 0;
        for (var i = 1; i < stretches.Count; i++)
        {
            if (stretches[i].Start <= stretches[last].End)
                stretches[last] = (stretches[last].Start, Instant.Max(stretches[last].End, stretches[i].End));
            else
                stretches[++last] = stretches[i];
        }

        stretches.RemoveRange(last + 1, stretches.Count - last - 1);
    }
}
