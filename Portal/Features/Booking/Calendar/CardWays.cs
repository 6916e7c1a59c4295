using Portal.Domain.Booking.Model;
using static Portal.Domain.Booking.Model.AppointmentStatus;

namespace Portal.Features.Booking.Calendar;

/// <summary>The steps that a card and a list have a button for, the likeliest first. Those back are quiet; cancelling and not coming ask first and are elsewhere.</summary>
static class CardWays
{
    public static IReadOnlyList<(AppointmentStatus To, string Text, bool Quiet)> Of(AppointmentStatus status) => status switch
    {
        Proposed => [(Booked, "Card.Confirm", false)],
        Booked => [(Arrived, "Card.Arrived", false), (Confirmed, "Card.WillCome", true)],
        Confirmed => [(Arrived, "Card.Arrived", false)],
        Arrived => [(InConsult, "Card.InConsult", false), (Waiting, "Card.Waiting", true), (Fulfilled, "Card.Fulfilled", true), (Booked, "Card.NotArrived", true)],
        Waiting => [(InConsult, "Card.InConsult", false), (Fulfilled, "Card.Fulfilled", true), (Arrived, "Card.NotWaiting", true)],
        InConsult => [(Fulfilled, "Card.Fulfilled", false), (Waiting, "Card.NotInConsult", true)],
        Fulfilled => [(Arrived, "Card.NotFulfilled", true)],
        NoShow => [(Arrived, "Card.CameAfterAll", true)],
        _ => [],
    };
}
