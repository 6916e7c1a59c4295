using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Patients.Consents;
using Portal.Domain.Patients.Duplicates;
using Portal.Domain.Patients.Family;
using Portal.Domain.Patients.Identifiers;
using Portal.Domain.Patients.Notes;
using Portal.Domain.Patients.Photos;

namespace Portal.Domain.Patients;

public static class PatientsModule
{
    public static IServiceCollection AddPatients(this IServiceCollection services) => services
        .AddScoped<RegisterPatient>()
        .AddScoped<CompletePatient>()
        .AddScoped<EnsurePatient>()
        .AddScoped<FindPatients>()
        .AddScoped<PatientsOfPhone>()
        .AddScoped<PersonIds>()
        .AddScoped<PatientWriter>()
        .AddScoped<ReadPatient>()
        .AddScoped<EditPatient>()
        .AddScoped<NationalIds>()
        .AddScoped<SaveNationalId>()
        .AddScoped<RevealNationalId>()
        .AddScoped<SavePatientNote>()
        .AddScoped<DeletePatientNote>()
        .AddScoped<SavePatientPhoto>()
        .AddScoped<RemovePatientPhoto>()
        .AddScoped<ReadPatientPhoto>()
        .AddScoped<SaveRelatedPerson>()
        .AddScoped<RemoveRelatedPerson>()
        .AddScoped<ListConsentTexts>()
        .AddScoped<PublishConsentText>()
        .AddScoped<GiveConsent>()
        .AddScoped<WithdrawConsent>()
        .AddScoped<FindDuplicates>()
        .AddScoped<NotTheSamePerson>()
        .AddScoped<MergePatients>()
        .AddScoped<SplitPatients>();
}
