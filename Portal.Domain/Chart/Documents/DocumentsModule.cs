using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Documents.Jobs;
using Portal.Domain.Chart.Documents.Text;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Chart.Documents;

static class DocumentsModule
{
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddOptions<OcrOptions>().FromSection(OcrOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Ocr>();
        services.AddSingleton<TextTaker>();
        services.AddSingleton<DocumentLinks>();
        services.AddScoped<DocumentAccess>();
        services.AddScoped<DocumentIntake>();
        services.AddScoped<UploadDocument>();
        services.AddScoped<ReplaceDocument>();
        services.AddScoped<DeleteDocument>();
        services.AddScoped<ListDocuments>();
        services.AddScoped<ReadDocument>();
        services.AddScoped<OpenDocument>();
        services.AddScoped<LinkToDocument>();
        services.AddScoped<TakeDocumentText>();
        services.AddScoped<TakeMissingTexts>();
        services.AddRecurring<TakeMissingTexts>("take-missing-texts", "*/5 * * * *", job => job.ExecuteAsync(CancellationToken.None));
    }
}
