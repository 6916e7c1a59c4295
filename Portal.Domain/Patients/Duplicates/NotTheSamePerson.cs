using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Duplicates;

/// <summary>Remembers that two patients are two people, so that nobody is asked again.</summary>
public sealed class NotTheSamePerson(PatientWriter writer, Caller caller, TimeProvider clock)
{
    public const string Action = "patient.not_the_same";

    public sealed record Request(PatientId Patient, PatientId Other);

    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, request.Patient, async db =>
        {
            if (request.Patient == request.Other)
                return PatientsError.SamePerson;
            var (first, second) = TwoPeople.InOrder(request.Patient, request.Other);
            if (!await db.Set<TwoPeople>().AnyAsync(t => t.FirstId == first && t.SecondId == second, cancellation))
                db.Add(new TwoPeople(writer.Tenant.Id, first, second) { SaidAt = clock.GetUtcNow().ToInstant(), SaidBy = caller.UserId });
            return null;
        }, cancellation);
}
