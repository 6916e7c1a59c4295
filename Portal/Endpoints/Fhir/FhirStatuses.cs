using Portal.Domain.Booking.Model;
using Code = Hl7.Fhir.Model.Appointment.AppointmentStatus;

namespace Portal.Endpoints.Fhir;

/// <summary>The states of an appointment in FHIR's words, there and back.</summary>
static class FhirStatuses
{
    public static Code Of(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Proposed => Code.Proposed,
        AppointmentStatus.Booked or AppointmentStatus.Confirmed => Code.Booked,
        AppointmentStatus.Arrived => Code.Arrived,
        // the visit itself is no state of an appointment in FHIR
        AppointmentStatus.Waiting or AppointmentStatus.InConsult => Code.CheckedIn,
        AppointmentStatus.Fulfilled => Code.Fulfilled,
        AppointmentStatus.NoShow => Code.Noshow,
        AppointmentStatus.Cancelled => Code.Cancelled,
        _ => throw new InvalidOperationException($"FHIR has no word for {status}."),
    };

    /// <returns>Null for what is no code of FHIR's; empty for a code that no appointment here can have.</returns>
    public static IReadOnlyList<AppointmentStatus>? Read(string code) => Hl7.Fhir.Utility.EnumUtility.ParseLiteral<Code>(code) is { } known
        ? [.. Enum.GetValues<AppointmentStatus>().Where(status => Of(status) == known)]
        : null;
}
