namespace Portal.Features.CallCenter.Chat;

static class ChatServices
{
    public static IServiceCollection AddChat(this IServiceCollection services) => services.AddScoped<ChatCookie>().AddScoped<ChatEntrance>().AddScoped<ChatTurn>().AddScoped<ChatLine>();
}
