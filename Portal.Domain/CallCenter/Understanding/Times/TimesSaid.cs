using NodaTime;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Parts of a clinic's day, as people wish for them: until noon, until sunset, after it.</summary>
public enum PartOfDay
{
    Morning = 1,
    Afternoon,
    Evening,
}

/// <summary>How a time bounds the wish: at it, after it, before it.</summary>
public enum Bound
{
    At,
    After,
    Before,
}

/// <param name="Start">Number of its first word in the utterance; <paramref name="End"/> is one past its last.</param>
/// <param name="Excluded">It was said to be left: "not Thursday", "from Sunday to Tuesday".</param>
/// <param name="Either">One of several that were left open ("Saturday or Sunday"): together they are a span, and none is the day.</param>
/// <param name="OfExisting">It is the day of an appointment that stands: كان عندي معاد يوم التلات.</param>
/// <param name="OrElse">The other day that the words may mean ("next Thursday" on a Tuesday): to be asked before anything is written.</param>
public readonly record struct DateSaid(LocalDate Date, int Start, int End, bool Excluded = false, LocalDate? OrElse = null, bool Either = false, bool OfExisting = false);

/// <param name="Guessed">Neither morning nor evening was said: the half of the day is the clinic's likelier one.</param>
public readonly record struct TimeSaid(LocalTime Time, int Start, int End, Bound Bound = Bound.At, bool Guessed = false, bool Excluded = false, bool Either = false);

/// <param name="Prayer">The prayer that tells it: بعد المغرب. Its bound is that day's prayer.</param>
public readonly record struct PartSaid(PartOfDay Part, int Start, int End, Bound Bound = Bound.At, Prayer? Prayer = null);

/// <summary>A span of days that names no day: next week, this month.</summary>
public readonly record struct DaysSaid(DateInterval Days, int Start, int End);

/// <summary>All that an utterance says of when, in the order of its words.</summary>
public sealed record TimesSaid(IReadOnlyList<DateSaid> Dates, IReadOnlyList<TimeSaid> Times, IReadOnlyList<PartSaid> Parts, IReadOnlyList<DaysSaid> Spans)
{
    /// <summary>The day that is wished for: the last one said that was not said away, since people correct themselves forwards.</summary>
    public DateSaid? Date => (Last(date => !date.Excluded && !date.OfExisting) ?? Last(date => !date.Excluded)) is { Either: false } date ? date : null;

    DateSaid? Last(Func<DateSaid, bool> fits) => Dates.Where(fits).Select(date => (DateSaid?)date).LastOrDefault();

    public TimeSaid? Time => Times.Where(time => !time.Excluded).Select(time => (TimeSaid?)time).LastOrDefault() is { Either: false } time ? time : null;

    public PartSaid? Part => Parts.Select(part => (PartSaid?)part).LastOrDefault();
}
