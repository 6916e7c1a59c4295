using System.Collections.Immutable;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>What of the calendar is shown. Of each kind those that are chosen, or all where none is.</summary>
public sealed record DeskFilter
{
    public static readonly DeskFilter None = new();

    public ImmutableSortedSet<Guid> Doctors { get; init; } = [];

    public ImmutableSortedSet<Guid> Services { get; init; } = [];

    public ImmutableSortedSet<AppointmentStatus> Statuses { get; init; } = [];

    public Guid? Branch { get; init; }

    /// <summary>How many choices are made.</summary>
    public int Count => Doctors.Count + Services.Count + Statuses.Count + (Branch is null ? 0 : 1);

    public static DeskFilter Read(DeskQuery asked) => new()
    {
        Doctors = Ids(asked.Doctors), Services = Ids(asked.Services), Branch = Guid.TryParse(asked.Branch, out var branch) ? branch : null,
        Statuses = [.. Parts(asked.Statuses).Select(part => Enum.TryParse<AppointmentStatus>(part, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : default(AppointmentStatus?))
            .OfType<AppointmentStatus>()],
    };

    public void AddTo(List<string> parts)
    {
        if (Doctors.Count > 0)
            parts.Add($"doctors={string.Join('.', Doctors)}");
        if (Services.Count > 0)
            parts.Add($"services={string.Join('.', Services)}");
        if (Statuses.Count > 0)
            parts.Add($"statuses={string.Join('.', Statuses.Select(status => status.ToString().ToLowerInvariant()))}");
        if (Branch is { } branch)
            parts.Add($"branch={branch}");
    }

    public bool Shows(PractitionerId doctor) => Doctors.Count == 0 || Doctors.Contains(doctor.Value);

    public bool Shows(DeskAppointment a) =>
        Shows(a.Practitioner) && (Services.Count == 0 || Services.Contains(a.Service.Value)) && (Statuses.Count == 0 || Statuses.Contains(a.Status));

    /// <summary>Whether something that stands at a branch is shown; what stands nowhere in particular always is.</summary>
    public bool ShowsAt(Guid? branch) => Branch is null || branch is null || branch == Branch;

    public static ImmutableSortedSet<T> Toggled<T>(ImmutableSortedSet<T> chosen, T one) => chosen.Remove(one) is var without && without.Count < chosen.Count ? without : chosen.Add(one);

    public bool Equals(DeskFilter? other) => other is not null
        && Branch == other.Branch && Doctors.SetEquals(other.Doctors) && Services.SetEquals(other.Services) && Statuses.SetEquals(other.Statuses);

    public override int GetHashCode() => HashCode.Combine(Branch, Doctors.Count, Services.Count, Statuses.Count);

    static ImmutableSortedSet<Guid> Ids(string? text) => [.. Parts(text).Select(part => Guid.TryParse(part, out var id) ? id : default(Guid?)).OfType<Guid>()];

    static string[] Parts(string? text) => text?.Split('.', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
