using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

public sealed class RecordImmunization(EntryWriter writer)
{
    public sealed record Request(PatientId Patient, string Vaccine, LocalDate On, string? Lot, string? Dose);

    public async Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!EntryWriter.IsText(request.Vaccine, 300) || !EntryWriter.Fits(request.Lot, 60) || !EntryWriter.Fits(request.Dose, 60))
            return ChartError.Invalid;
        var immunization = new Immunization(writer.Tenant.Id, EntryId.New(), request.Patient)
        {
            Vaccine = request.Vaccine.Trim(), OccurredOn = request.On, Lot = EntryWriter.Kept(request.Lot), Dose = EntryWriter.Kept(request.Dose), RecordedAt = writer.Now,
        };
        var added = await writer.AddAsync(immunization, null, "immunization.record", cancellation);
        return added.Succeeded ? Done.Now : added.Error;
    }
}
