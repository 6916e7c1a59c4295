using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Operations.Trail;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;
using Portal.Shared;

namespace Portal.Features.Auditing.Trail;

/// <summary>What was asked of the trail, in the address of its page and of its file. What an address says wrongly is not asked for.</summary>
static class TrailAddress
{
    public const string Page = "/admin/audit", File = "/admin/audit.csv";

    public static TrailQuestion Read(Func<string, string?> value) => new()
    {
        From = ClinicFormat.ParseIso(value("from")),
        To = ClinicFormat.ParseIso(value("to")),
        Staff = Id(value("who")) is { } staff ? UserId.From(staff) : null,
        Group = Enum.TryParse<AuditGroup>(value("about"), ignoreCase: true, out var group) && Enum.IsDefined(group) ? group : null,
        Outcome = Enum.TryParse<AuditOutcome>(value("outcome"), ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
        Patient = Id(value("patient")) is { } patient ? PatientId.From(patient) : null,
        Appointment = Id(value("appointment")) is { } appointment ? AppointmentId.From(appointment) : null,
        Entry = Id(value("entry")),
        BrokenGlass = value("glass") == "1",
    };

    public static string Of(TrailQuestion asked, string page = Page) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["from"] = asked.From is { } from ? ClinicFormat.Iso(from) : null,
        ["to"] = asked.To is { } to ? ClinicFormat.Iso(to) : null,
        ["who"] = asked.Staff?.ToString(),
        ["about"] = asked.Group?.ToString().ToLowerInvariant(),
        ["outcome"] = asked.Outcome?.ToString().ToLowerInvariant(),
        ["patient"] = asked.Patient?.ToString(),
        ["appointment"] = asked.Appointment?.ToString(),
        ["entry"] = asked.Entry?.ToString(),
        ["glass"] = asked.BrokenGlass ? "1" : null,
    }.Where(pair => pair.Value is not null).ToDictionary());

    static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
