using Portal.Domain.Booking;
using Portal.Domain.Patients;

namespace Portal.Features.Booking.Calendar;

/// <summary>Finds in what is on the page: a patient's name in either script, the digits of a phone, a service by the beginnings of its words.</summary>
static class DeskFinder
{
    /// <returns>Null where too little was typed to search by.</returns>
    public static IReadOnlyList<DeskAppointment>? Find(string typed, string country, IReadOnlyList<DeskAppointment> shown)
    {
        typed = typed.Trim();
        if (PatientKeys.Finder(typed, country) is not { } meant)
            return null;
        // an appointment's patient is asked once, however often they come in the range
        var patients = shown.DistinctBy(a => a.Patient).Where(a => meant(a.PatientName, a.PatientPhone)).Select(a => a.Patient).ToHashSet();
        var services = shown.DistinctBy(a => a.Service).Where(a => Begins(a.ServiceAr, typed) || Begins(a.ServiceEn, typed)).Select(a => a.Service).ToHashSet();
        return [.. shown.Where(a => patients.Contains(a.Patient) || services.Contains(a.Service)).OrderBy(a => a.Start)];
    }

    static bool Begins(string name, string typed) => typed.Length >= 2
        && (name.StartsWith(typed, StringComparison.CurrentCultureIgnoreCase) || name.Contains(' ' + typed, StringComparison.CurrentCultureIgnoreCase));
}
