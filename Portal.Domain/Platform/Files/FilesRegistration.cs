using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Portal.Domain.Platform.Files;

static class FilesRegistration
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().FromSection(FilesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ClamAvOptions>().FromSection(ClamAvOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddDataProtection(); // the host says where its keys are kept
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<IOptions<FilesOptions>>() is var options && options.Value.S3.IsSet
            ? new S3FileStore(options)
            : new DiskFileStore(options));
        services.AddSingleton<IFileScanner>(provider => provider.GetRequiredService<IOptions<ClamAvOptions>>() is var options && !string.IsNullOrWhiteSpace(options.Value.Host)
            ? new ClamAvScanner(options)
            : new NoScanner());
        services.AddSingleton<SealedFiles>();
        return services;
    }
}
