using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients;

/// <summary>
/// Whom a booking is for: who was chosen among the people of a phone, with what is said of them and not known yet; or who is found or registered by name and phone.
/// Whether who was chosen is one of the caller's phone, the booking itself checks.
/// </summary>
public sealed class EnsurePatient(RegisterPatient register, CompletePatient complete)
{
    /// <param name="chosen">Null where <paramref name="person"/> says who; else of that the birth date and the gender count alone.</param>
    public async Task<Result<PatientId, RegisterPatientError>> ExecuteAsync(PatientId? chosen, RegisterPatient.Request person, CancellationToken cancellation)
    {
        if (chosen is { } known)
        {
            if (person.BirthDate is not null || person.Gender is not null)
                await complete.ExecuteAsync(new(known, person.BirthDate, person.Gender), cancellation);
            return known;
        }

        var registered = await register.ExecuteAsync(person, cancellation);
        return registered.Succeeded ? registered.Value.Id : registered.Error;
    }
}
