using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Platform.Ai;

static class AiRegistration
{
    public static IServiceCollection AddEmbeddings(this IServiceCollection services)
    {
        services.AddOptions<EmbeddingOptions>().FromSection(EmbeddingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EmbeddingLine>();
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<EmbeddingLine>().Generator);
        return services;
    }
}
