using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Duplicates;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

/// <summary>What tests of patients do over and over, on behalf of a receptionist unless said otherwise.</summary>
static class PatientScenes
{
    public static Action<Caller> Desk { get; } = TestPortal.Staff(StaffRole.Receptionist);

    public static async Task<T> AtDeskAsync<TUseCase, T>(this TestClinic clinic, Func<TUseCase, Task<T>> act, Action<Caller>? caller = null) where TUseCase : notnull
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await act(scope.Get<TUseCase>());
    }

    public static async Task<PatientId> RegisterAsync(this TestClinic clinic, string name, string phone, NodaTime.LocalDate? born = null, Gender? gender = null) =>
        (await clinic.AtDeskAsync<RegisterPatient, Domain.Platform.Results.Result<PatientSummary, RegisterPatientError>>(
            register => register.ExecuteAsync(new(name, phone, "ar") { BirthDate = born, Gender = gender }, default))).Value.Id;

    public static async Task<Patient> PatientAsync(this TestClinic clinic, PatientId id)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Patient>().SingleAsync(p => p.Id == id);
    }

    public static async Task<IReadOnlyList<string>> FindAsync(this TestClinic clinic, string typed) =>
        [.. (await clinic.AtDeskAsync<FindPatients, Domain.Platform.Results.Result<IReadOnlyList<PatientSummary>, PatientsError>>(find => find.ExecuteAsync(new(typed), default))).Value.Select(p => p.Name)];

    public static async Task<Domain.Platform.Results.Result<Guid, PatientsError>> MergeAsync(this TestClinic clinic, PatientId from, PatientId into, Takes takes = Takes.None, Action<Caller>? caller = null)
    {
        var (one, other) = (await clinic.PatientAsync(from), await clinic.PatientAsync(into));
        return await clinic.AtDeskAsync<MergePatients, Domain.Platform.Results.Result<Guid, PatientsError>>(
            merge => merge.ExecuteAsync(new(from, one.Version, into, other.Version, takes), default), caller);
    }

    public static Task<Domain.Platform.Results.Result<Guid, PatientsError>> SplitAsync(this TestClinic clinic, PatientId from) =>
        clinic.AtDeskAsync<SplitPatients, Domain.Platform.Results.Result<Guid, PatientsError>>(split => split.ExecuteAsync(from, default));

    public static Task<string> ActionsOnAsync(this TestClinic clinic, PatientId patient) => clinic.Portal.AsSuperuserAsync<string>(
        $"select coalesce(string_agg(action || ':' || outcome, ' ' order by id), '') from audit_entries where tenant_id = '{clinic.Id}' and subject_id = '{patient}'");
}
