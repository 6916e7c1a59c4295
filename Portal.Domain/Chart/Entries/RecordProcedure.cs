using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

public sealed class RecordProcedure(EntryWriter writer)
{
    public sealed record Request(PatientId Patient, EncounterId? Encounter, string Text, LocalDate On);

    public async Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!EntryWriter.IsText(request.Text, 400))
            return ChartError.Invalid;
        var procedure = new Procedure(writer.Tenant.Id, EntryId.New(), request.Patient)
        {
            EncounterId = request.Encounter, Text = request.Text.Trim(), PerformedOn = request.On, RecordedAt = writer.Now,
        };
        var added = await writer.AddAsync(procedure, request.Encounter, "procedure.record", cancellation);
        return added.Succeeded ? Done.Now : added.Error;
    }
}
