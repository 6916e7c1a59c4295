using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Booking.Money;

static class MoneyModule
{
    public static void AddMoney(this IServiceCollection services)
    {
        services.AddScoped<MoneyStore>();
        services.AddScoped<MoneyEnd>();
        services.AddScoped<ReceiptRows>();
        services.AddScoped<TakeReceipt>();
        services.AddScoped<ReverseReceipt>();
        services.AddScoped<ReadPayment>();
        services.AddScoped<ReadReceipt>();
        services.AddScoped<ListUnpaid>();
        services.AddScoped<ReadShift>();
        services.AddScoped<CloseShift>();
        services.AddScoped<ListShifts>();
        services.AddScoped<ReadMonth>();
        services.AddScoped<ExportMonth>();
    }
}
