using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Passages.Renderers;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class PassagesRegistration
{
    public static IServiceCollection AddChartPassages(this IServiceCollection services) => services
        .AddScoped<RenderingScope>()
        .AddScoped<ComparePassages>()
        .AddPassages<EncounterRenderer>()
        .AddPassages<ConditionRenderer>()
        .AddPassages<AllergyRenderer>()
        .AddPassages<MedicationRenderer>()
        .AddPassages<ObservationRenderer>()
        .AddPassages<ImmunizationRenderer>()
        .AddPassages<ProcedureRenderer>()
        .AddPassages<PrescriptionRenderer>()
        .AddPassages<DocumentRenderer>()
        .AddPassages<AppointmentRenderer>();
}
