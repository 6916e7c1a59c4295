using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>Lays out a calendar as its address wants it: by doctor or by room, a day or a week, with what the filter lets through.</summary>
sealed class ColumnPlans(ListDay.Calendar calendar, DeskAddress address, DateTimeZone zone, string language, LocalDate today)
{
    const string NoColour = "#8d867a";

    // a week is of the one who was asked for, whomever the filter lets through
    readonly DeskFilter filter = address is { IsWeek: true, ByRoom: false } ? address.Filter with { Doctors = [] } : address.Filter;
    DeskAppointment[]? appointments;
    ListDay.Column[]? doctors;

    DeskAppointment[] Appointments => appointments ??= [.. calendar.Appointments.Where(a =>
        filter.Shows(a) && filter.ShowsAt(BranchOf(calendar, a)) && (address.Cancelled || a.Status != AppointmentStatus.Cancelled))];

    ListDay.Column[] Doctors => doctors ??= [.. calendar.Columns.Where(c => filter.Shows(c.Id)).Select(AtBranch).OfType<ListDay.Column>()];

    /// <summary>The columns of a day: one a practitioner, all on one scale.</summary>
    public IReadOnlyList<ColumnPlan> Day()
    {
        var scale = DayScale.Of(address.Day, zone, Shown());
        return [.. Doctors.Select(c => Of(c, address.Day, scale, c.Name(language), c.Specialty(language)))];
    }

    /// <summary>The columns of a day by room: rooms, devices, and last what needs neither.</summary>
    /// <param name="none">The title of the last.</param>
    public IReadOnlyList<ColumnPlan> DayByRoom(string none, Func<ResourceKind, string> kind)
    {
        var scale = DayScale.Of(address.Day, zone, Shown());
        var open = AnybodysHours();
        var columns = calendar.Places.Where(place => filter.ShowsAt(place.Branch))
            .Select(place => Of(place, address.Day, scale, place.Name(language), kind(place.Kind), open)).ToList();
        var elsewhere = Appointments.Where(a => a.Room is null && a.Device is null && scale.Shows(a.Start)).ToArray();
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
        return Doctors is not [var practitioner, ..] ? [] : [.. days.Select((day, i) => Of(practitioner, day, scales[i], dayName(day), dayNumber(day)))];
    }

    IEnumerable<Interval> Shown() =>
        Doctors.SelectMany(c => c.Open).Concat(Appointments.Select(a => new Interval(a.Start, a.End))).Concat(calendar.Holds.Select(h => new Interval(h.Start, h.End)));

    List<Interval> AnybodysHours()
    {
        var all = new List<Interval>();
        foreach (var open in Doctors.SelectMany(c => c.Open).OrderBy(open => open.Start))
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
        Cards([.. Appointments.Where(a => a.Practitioner == column.Id && scale.Shows(a.Start))], scale, named: false),
        [.. calendar.Holds.Where(h => h.Practitioner == column.Id && scale.Shows(h.Start))]);

    ColumnPlan Of(ListDay.Place place, LocalDate day, DayScale scale, string title, string? subtitle, IReadOnlyList<Interval> open) => new(
        null, day, title, subtitle, NoColour, day == today, scale, Within(open, scale),
        Cards([.. Appointments.Where(a => (a.Room == place.Id || a.Device == place.Id) && scale.Shows(a.Start))], scale, named: true), [])
    {
        Place = place.Id,
    };

    CardPlan[] Cards(DeskAppointment[] own, DayScale scale, bool named)
    {
        var places = Lanes.Share([.. own.Select(a => new Interval(a.Start, a.End))]);
        return [.. own.Select((a, i) => new CardPlan(a, scale, places[i].Lane, places[i].Of,
            named ? calendar.Columns.FirstOrDefault(c => c.Id == a.Practitioner)?.Name(language) : null).Shared())];
    }

    static Interval[] Within(IReadOnlyList<Interval> open, DayScale scale) => [.. open.Where(each => each.End > scale.Top && each.Start < scale.Bottom)];

    // who neither works at the chosen branch on these days nor has somebody there has no column
    ListDay.Column? AtBranch(ListDay.Column column)
    {
        if (filter.Branch is null)
            return column;
        var there = column.Open.Where((_, i) => filter.ShowsAt(column.OpenAt.ElementAtOrDefault(i))).ToArray();
        return there.Length > 0 || address.IsWeek || Appointments.Any(a => a.Practitioner == column.Id) ? column with { Open = there } : null;
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
