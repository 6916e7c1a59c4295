using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Chart.Prescriptions;

static class PrescriptionsRegistration
{
    public static IServiceCollection AddPrescriptions(this IServiceCollection services) => services
        .AddScoped<WritePrescription>()
        .AddScoped<RevokePrescription>()
        .AddScoped<ListPrescriptions>()
        .AddScoped<ReadPrescription>()
        .AddScoped<PrescriptionByCode>()
        .AddScoped<ListFavourites>()
        .AddScoped<KeepFavourite>()
        .AddScoped<DropFavourite>();
}
