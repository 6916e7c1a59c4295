using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Chart.Fhir;

static class FhirRegistration
{
    public static IServiceCollection AddChartFhir(this IServiceCollection services) => services
        .AddScoped<ImportBundle>()
        .AddScoped<ExportPatient>();
}
