using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Access;
using Portal.Domain.Chart.Asking;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Encounters;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Fhir;
using Portal.Domain.Chart.Passages;
using Portal.Domain.Chart.Prescriptions;
using Portal.Domain.Chart.Reading;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Similar;
using Portal.Domain.Platform.Ai;

namespace Portal.Domain.Chart;

public static class ChartModule
{
    public static IServiceCollection AddChart(this IServiceCollection services)
    {
        services.AddScoped<ChartAccess>();
        services.AddScoped<BreakGlass>();
        services.AddScoped<WhoOpened>();
        services.AddScoped<CountOpenings>();
        services.AddReading();
        services.AddEncounters();
        services.AddEntries();
        services.AddPrescriptions();
        services.AddDocuments();
        services.AddChartSearch();
        services.AddChartPassages();
        services.AddAsking();
        services.AddChartFhir();
        return services;
    }

    static void AddReading(this IServiceCollection services)
    {
        services.AddScoped<ReadChart>();
        services.AddScoped<ReadTimeline>();
        services.AddScoped<ReadAllergies>();
    }

    static void AddEncounters(this IServiceCollection services)
    {
        services.AddScoped<EncounterWriter>();
        services.AddScoped<OpenEncounter>();
        services.AddScoped<SaveEncounterDraft>();
        services.AddScoped<SignEncounter>();
        services.AddScoped<AmendEncounter>();
        services.AddScoped<DiscardEncounterDraft>();
    }

    static void AddEntries(this IServiceCollection services)
    {
        services.AddScoped<EntryWriter>();
        services.AddScoped<RecordCondition>();
        services.AddScoped<RecordAllergy>();
        services.AddScoped<RecordMedication>();
        services.AddScoped<StopMedication>();
        services.AddScoped<RecordObservation>();
        services.AddScoped<CorrectResult>();
        services.AddScoped<RecordImmunization>();
        services.AddScoped<RecordProcedure>();
        services.AddScoped<CorrectEntry>();
    }

    static void AddAsking(this IServiceCollection services)
    {
        ModelLine.Add(services, ModelLine.Chart);
        services.AddScoped<RecordPassages>();
        services.AddScoped<ResultCourse>();
        services.AddScoped<WrittenAnswer>();
        services.AddScoped<AskChart>();
        services.AddScoped<FindSimilarPatients>();
        services.AddScoped<FindSimilarBookings>();
    }
}
