using Portal.Domain.Booking;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.CallCenter.Model;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>
/// Proof that something was written: without one, no reply says that it was. Made here alone, from what a use case or a row answered; the loop
/// looks the row up once more before the reply goes out.
/// </summary>
public sealed record Receipt
{
    public const string Appointment = "appointment";
    public const string PatientRequest = "request";
    public const string Handover = "handover";
    public const string Code = "code";
    public const string Waitlist = "waitlist";

    Receipt(string kind, Guid id, int version) => (Kind, Id, Version) = (kind, id, version);

    public string Kind { get; }

    public Guid Id { get; }

    /// <summary>Of an appointment, the version whose event it is; else 0.</summary>
    public int Version { get; }

    internal static Receipt Of(AppointmentState state) => new(Appointment, state.Id.Value, state.Version);

    internal static Receipt Of(PatientRequest request) => new(PatientRequest, request.Id.Value, 0);

    internal static Receipt Of(JoinWaitlist.Joined joined) => new(Waitlist, joined.Entry.Value, 0);

    internal static Receipt OfHandover(ConversationId conversation) => new(Handover, conversation.Value, 0);

    internal static Receipt OfCode(ConversationId conversation) => new(Code, conversation.Value, 0);
}
