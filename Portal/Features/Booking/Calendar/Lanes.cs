using NodaTime;

namespace Portal.Features.Booking.Calendar;

/// <summary>Puts what overlaps side by side: each into the first lane that is free, and all that touch one another into lanes of one width.</summary>
static class Lanes
{
    public readonly record struct Place(int Lane, int Of);

    /// <returns>The places in the order of the intervals given.</returns>
    public static Place[] Share(IReadOnlyList<Interval> intervals)
    {
        var places = new Place[intervals.Count];
        var order = Enumerable.Range(0, intervals.Count).OrderBy(i => intervals[i].Start).ThenByDescending(i => intervals[i].End).ToArray();
        var ends = new List<Instant>(); // of each lane of the present group
        var group = new List<int>();
        foreach (var i in order)
        {
            if (group.Count > 0 && ends.TrueForAll(end => end <= intervals[i].Start))
                Close();
            var lane = ends.FindIndex(end => end <= intervals[i].Start);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(default);
            }

            ends[lane] = intervals[i].End;
            places[i] = new(lane, 0);
            group.Add(i);
        }

        Close();
        return places;

        void Close()
        {
            foreach (var i in group)
                places[i] = places[i] with { Of = ends.Count };
            group.Clear();
            ends.Clear();
        }
    }
}
