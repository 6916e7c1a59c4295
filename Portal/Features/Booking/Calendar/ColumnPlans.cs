using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>Lays out a calendar as its address wants it: by doctor or by room, a day or a week, with what the filter lets through.</summary>
sealed class ColumnPlans(ListDay.Calendar calendar, DeskAddress address, DateTimeZone zone, string language, LocalDate today)
{
    const string NoColour = "#8d867a";

    readonly ListDay.Column[] doctors = [.. calendar.Columns.Where(c => address.Filter.Shows(c.Id)).Select(c => AtBranch(c, address.Filter)).OfType<ListDay.Column>()];
    readonly DeskAppointment[] appointments = [.. calendar.Appointments.Where(a =>
        address.Filter.Shows(a) && address.Filter.ShowsAt(BranchOf(calendar, a)) && (address.Cancelled || a.Status != AppointmentStatus.Cancelled))];

    /// <summary>The columns of a day: one a practitioner, all on one scale.</summary>
    public IReadOnlyList<ColumnPlan> Day()
    {
        var scale = DayScale.Of(address.Day, zone, Shown());
        return [.. doctors.Select(c => Of(c, address.Day, scale, c.Name(language), c.Specialty(language)))];
    }

    /// <summary>The columns of a day by room: rooms, devices, and last what needs neither.</summary>
    /// <param name="none">The title of the last.</param>
    public IReadOnlyList<ColumnPlan> DayByRoom(string none, Func<ResourceKind, string> kind)
    {
        var scale = DayScale.Of(address.Day, zone, Shown());
        var open = AnybodysHours();
        var columns = calendar.Places.Where(place => address.Filter.ShowsAt(place.Branch))
            .Select(place => Of(place, address.Day, scale, place.Name(language), kind(place.Kind), open)).ToList();
        var elsewhere = appointments.Where(a => a.Room is null && a.Device is null && scale.Shows(a.Start)).ToArray();
        if (elsewhere.Length > 0 || columns.Count == 0)
            columns.Add(new(null, address.Day, none, null, NoColour, address.Day == today, scale, Within(open, scale), Cards(elsewhere, scale, named: true), []));
        return columns;
    }

    /// <summary>The columns of a week: one a day of one practitioner or one room.</summary>
    public IReadOnlyList<ColumnPlan> Week(IReadOnlyList<LocalDate> days, Func<LocalDate, string> dayName, Func<LocalDate, string> dayNumber)
    {
        var scales = DayScale.Aligned(days, zone, Shown());
        if (address.ByRoom)
            return calendar.Places.FirstOrDefault(place => address.Room is null || place.Id == address.Room) is not { } room
                ? []
                : [.. days.Select((day, i) => Of(room, day, scales[i], dayName(day), dayNumber(day), AnybodysHours()))];
        return doctors is not [var practitioner, ..] ? [] : [.. days.Select((day, i) => Of(practitioner, day, scales[i], dayName(day), dayNumber(day)))];
    }

    IEnumerable<Interval> Shown() =>
        doctors.SelectMany(c => c.Open).Concat(appointments.Select(a => new Interval(a.Start, a.End))).Concat(calendar.Holds.Select(h => new Interval(h.Start, h.End)));

    List<Interval> AnybodysHours()
    {
        var all = new List<Interval>();
        foreach (var open in doctors.SelectMany(c => c.Open).OrderBy(open => open.Start))
        {
            if (all.Count > 0 && open.Start <= all[^1].End)
                all[^1] = new(all[^1].Start, Instant.Max(all[^1].End, open.End));
            else
                all.Add(open);
        }

        return all;
    }

    ColumnPlan Of(ListDay.Column column, LocalDate day, DayScale scale, string title, string? subtitle) => new(
        column.Id, day, title, subtitle, column.Colour, day == today, scale, Within(column.Open, scale),
        Cards([.. appointments.Where(a => a.Practitioner == column.Id && scale.Shows(a.Start))], scale, named: false),
        [.. calendar.Holds.Where(h => h.Practitioner == column.Id && scale.Shows(h.Start))]);

    ColumnPlan Of(ListDay.Place place, LocalDate day, DayScale scale, string title, string? subtitle, IReadOnlyList<Interval> open) => new(
        null, day, title, subtitle, NoColour, day == today, scale, Within(open, scale),
        Cards([.. appointments.Where(a => (a.Room == place.Id || a.Device == place.Id) && scale.Shows(a.Start))], scale, named: true), [])
    {
        Place = place.Id,
    };

    CardPlan[] Cards(DeskAppointment[] own, DayScale scale, bool named)
    {
        var places = Lanes.Share([.. own.Select(a => new Interval(a.Start, a.End))]);
        return [.. own.Select((a, i) => new CardPlan(a, scale, places[i].Lane, places[i].Of,
            named ? calendar.Columns.FirstOrDefault(c => c.Id == a.Practitioner)?.Name(language) : null))];
    }

    static Interval[] Within(IReadOnlyList<Interval> open, DayScale scale) => [.. open.Where(each => each.End > scale.Top && each.Start < scale.Bottom)];

    // who does not work at the chosen branch on these days has no column
    static ListDay.Column? AtBranch(ListDay.Column column, DeskFilter filter)
    {
        if (filter.Branch is null)
            return column;
        var there = column.Open.Where((_, i) => filter.ShowsAt(column.OpenAt.ElementAtOrDefault(i))).ToArray();
        return there.Length == 0 ? null : column with { Open = there };
    }

    // where its room stands, or else where its practitioner works then
    static Guid? BranchOf(ListDay.Calendar calendar, DeskAppointment a)
    {
        if (calendar.Branches.Count == 0)
            return null;
        if (calendar.Places.FirstOrDefault(place => place.Id == a.Room) is { Branch: { } branch })
            return branch;
        var column = calendar.Columns.FirstOrDefault(c => c.Id == a.Practitioner);
        for (var i = 0; i < (column?.Open.Count ?? 0); i++)
            if (column!.Open[i].Contains(a.Start))
                return column.OpenAt.ElementAtOrDefault(i);
        return null;
    }
}
