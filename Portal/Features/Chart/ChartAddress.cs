using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Features.Chart;

/// <summary>What the main column of a chart shows.</summary>
public enum ChartPart
{
    Note,
    Results,
    Prescriptions,
    History,
    Documents,
    Similar,
}

/// <summary>Which chart, and where in it: all of it stands in the address, so a page that is loaded anew shows the same.</summary>
/// <param name="Visit">The appointment whose note is meant.</param>
public sealed record ChartAddress(PatientId Patient, ChartPart Part, AppointmentId? Visit)
{
    public static string Of(PatientId patient) => $"/doctor/patients/{patient.Value}";

    /// <summary>From a row of the day: the note is that visit's.</summary>
    public static string Of(PatientId patient, AppointmentId visit) => $"{Of(patient)}?visit={visit.Value}";

    public static ChartAddress Read(Guid patient, string? part, Guid? visit) =>
        new(PatientId.From(patient), Enum.TryParse<ChartPart>(part, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : ChartPart.Note, visit is { } id ? AppointmentId.From(id) : null);

    public string Path
    {
        get
        {
            string[] query = [.. Part == ChartPart.Note ? Array.Empty<string>() : [$"part={Part.ToString().ToLowerInvariant()}"], .. Visit is { } visit ? new[] { $"visit={visit.Value}" } : []];
            return query.Length == 0 ? Of(Patient) : $"{Of(Patient)}?{string.Join('&', query)}";
        }
    }

    /// <summary>Where an entry of a kind is shown (<see cref="Ask.AskPassage.Kind"/>).</summary>
    public static ChartPart? PartOf(string kind) => kind switch
    {
        "Observation" => ChartPart.Results,
        "Prescription" => ChartPart.Prescriptions,
        "Document" => ChartPart.Documents,
        "Condition" or "Allergy" or "Medication" or "Immunization" or "Procedure" => null, // in the column that is always there
        _ => ChartPart.History,
    };
}
