using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Features.Booking.Setup;

/// <summary>A week's windows as they stand on the form, by day; a time that is not whole yet leaves its window out of the preview.</summary>
public sealed class WeekForm
{
    static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>In the order the week is read in Egypt.</summary>
    public static readonly ImmutableArray<IsoDayOfWeek> Days =
        [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    readonly List<Window> windows = [];

    /// <summary>Null for the usual week that does not exist yet, or a new season.</summary>
    public Guid? Id { get; init; }

    public string? Label { get; set; }

    public LocalDate? From { get; set; }

    public LocalDate? To { get; set; }

    public static WeekForm Of(WeeklySchedule schedule)
    {
        var form = new WeekForm { Id = schedule.Id, Label = schedule.Label, From = schedule.ValidFrom, To = schedule.ValidTo };
        form.windows.AddRange(schedule.Hours.Select(h => new Window { Day = h.Day, From = Clock.Format(h.From), To = Clock.Format(h.To), Turns = h.Turns, Location = h.LocationId }));
        return form;
    }

    public IEnumerable<Window> On(IsoDayOfWeek day) => windows.Where(w => w.Day == day).OrderBy(w => w.From, StringComparer.Ordinal);

    public void Add(IsoDayOfWeek day) => windows.Add(windows.LastOrDefault(w => w.Day != day) is { } like
        ? new Window { Day = day, From = like.From, To = like.To, Turns = like.Turns, Location = like.Location }
        : new Window { Day = day, From = "09:00", To = "17:00" });

    public void Remove(Window window) => windows.Remove(window);

    /// <summary>The windows that are whole.</summary>
    public ImmutableArray<OpenHours> Hours() =>
        [.. from w in windows
            let @from = Clock.Parse(w.From)
            let to = Clock.Parse(w.To)
            where @from.Success && to.Success
            select new OpenHours(w.Day, @from.Value, to.Value, w.Location, w.Turns)];

    public bool IsWhole => windows.TrueForAll(w => Clock.Parse(w.From).Success && Clock.Parse(w.To).Success);

    public sealed class Window
    {
        public required IsoDayOfWeek Day { get; init; }

        /// <summary>24-hour clock, as the browser's time input writes it.</summary>
        public required string From { get; set; }

        public required string To { get; set; }

        /// <summary>How many turns are given; null where times are.</summary>
        public int? Turns { get; set; }

        /// <summary>The branch; null where none is named.</summary>
        public Guid? Location { get; set; }
    }
}
