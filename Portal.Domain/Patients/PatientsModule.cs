using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Patients;

public static class PatientsModule
{
    public static IServiceCollection AddPatients(this IServiceCollection services) => services
        .AddScoped<RegisterPatient>()
        .AddScoped<CompletePatient>()
        .AddScoped<EnsurePatient>()
        .AddScoped<FindPatients>()
        .AddScoped<PatientsOfPhone>();
}
