using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>
/// What the printed code of a prescription opens, for whoever holds the paper: that it is real, and whether it is still valid. It says what the paper says, with the
/// patient's initials in place of the name, and opens no record. The code is 128 random bits: it cannot be guessed.
/// </summary>
public sealed class PrescriptionByCode(IDbContextFactory<PortalDbContext> contexts)
{
    const int CodeLength = 22;

    public sealed record Found(WrittenPrescription Prescription, string Initials, string Language);

    /// <returns>Null where there is no such prescription at this clinic.</returns>
    public async Task<Found?> ExecuteAsync(string code, CancellationToken cancellation)
    {
        if (code.Length != CodeLength)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await WrittenPrescription.ReadAsync(db, db.Set<Prescription>().Where(p => p.Code == code), cancellation) is not [var prescription])
            return null;
        var patient = await db.Set<Patient>().Where(p => p.Id == prescription.Patient).Select(p => new { p.Name, p.Language }).SingleAsync(cancellation);
        return new(prescription, Initials(patient.Name), patient.Language);
    }

    internal static string Initials(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $"{char.ToUpperInvariant(word[0])}."));
}
