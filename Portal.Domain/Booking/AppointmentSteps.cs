using Portal.Domain.Booking.Model;
using static Portal.Domain.Booking.Model.AppointmentStatus;

namespace Portal.Domain.Booking;

/// <summary>The ways on from a state, for pages to offer. The database decides (<c>steps_from</c>); a test holds the two together.</summary>
public static class AppointmentSteps
{
    public static IReadOnlyList<AppointmentStatus> From(AppointmentStatus status) => status switch
    {
        Proposed => [Booked, Cancelled],
        Booked => [Confirmed, Arrived, NoShow, Cancelled],
        Confirmed => [Arrived, NoShow, Cancelled],
        Arrived => [Waiting, InConsult, Fulfilled, Booked, Cancelled],
        Waiting => [InConsult, Fulfilled, Arrived, Cancelled],
        InConsult => [Fulfilled, Waiting],
        Fulfilled or NoShow => [Arrived],
        _ => [],
    };

    /// <summary>Still to come: it may be moved or called off.</summary>
    public static readonly AppointmentStatus[] Ahead = [Proposed, Booked, Confirmed];

    /// <summary>The patient is at the clinic.</summary>
    public static readonly AppointmentStatus[] Here = [Arrived, Waiting, InConsult];

    /// <inheritdoc cref="Ahead"/>
    public static bool IsAhead(this AppointmentStatus status) => status is Proposed or Booked or Confirmed;

    /// <inheritdoc cref="Here"/>
    public static bool IsHere(this AppointmentStatus status) => status is Arrived or Waiting or InConsult;
}
