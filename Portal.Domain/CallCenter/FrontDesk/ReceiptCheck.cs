using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>Looks up what a reply claims before it goes out: the event, row or state must be there.</summary>
static class ReceiptCheck
{
    public static async Task<bool> StandAsync(PortalDbContext db, Conversation conversation, IReadOnlyList<Receipt> receipts, IReadOnlyList<ToolCall> calls, CancellationToken cancellation)
    {
        foreach (var receipt in receipts.Distinct())
            if (!await StandsAsync(db, conversation, receipt, calls, cancellation))
                return false;
        return true;
    }

    static async Task<bool> StandsAsync(PortalDbContext db, Conversation conversation, Receipt receipt, IReadOnlyList<ToolCall> calls, CancellationToken cancellation) => receipt.Kind switch
    {
        Receipt.Appointment => await db.Set<AppointmentEvent>().AnyAsync(e => e.AppointmentId == AppointmentId.From(receipt.Id) && e.Version == receipt.Version, cancellation),
        Receipt.PatientRequest => await db.Set<PatientRequest>().AnyAsync(r => r.Id == PatientRequestId.From(receipt.Id), cancellation),
        Receipt.Waitlist => await db.Set<WaitlistEntry>().AnyAsync(e => e.Id == WaitlistEntryId.From(receipt.Id), cancellation),
        Receipt.Handover => conversation.State is ConversationState.Waiting or ConversationState.Person, // saved with the reply or not at all
        Receipt.Code => calls.Any(call => call.ReceiptKind == Receipt.Code),
        _ => false,
    };
}
