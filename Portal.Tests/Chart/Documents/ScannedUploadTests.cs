using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Files;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Documents;

/// <summary>Uploads where a virus scanner is configured.</summary>
public sealed class ScannedUploadTests(PostgresServer server) : IAsyncLifetime
{
    readonly Scanner scanner = new();
    TestPortal portal = null!;
    TestClinic clinic = null!;

    public async ValueTask InitializeAsync()
    {
        portal = new TestPortal(server) { Configure = services => services.AddSingleton<IFileScanner>(scanner) };
        await portal.InitializeAsync();
        clinic = await TestClinic.CreateAsync(portal);
    }

    [Fact]
    public async Task What_is_infected_is_kept_says_so_and_is_opened_and_read_by_nobody()
    {
        scanner.Find = _ => "Eicar-Test-Signature";
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        await clinic.TakeTextAsync(id);
        var read = await clinic.ReadAsync(id);
        (read.Document.Status, read.Document.Fault).ShouldBe((DocumentStatus.Unreadable, DocumentFault.Infected));
        (await clinic.TryOpenAsync(id)).Error.ShouldBe(DocumentsError.Infected);
    }

    [Fact]
    public async Task The_scanner_sees_the_file_as_it_was_and_while_it_is_away_nothing_is_taken()
    {
        byte[]? seen = null;
        scanner.Find = content => (seen = content) is null ? "" : null;
        (await clinic.TryOpenAsync(await clinic.UploadAsync(DocumentScenes.Scan))).Value.ShouldBe(seen);
        scanner.Find = _ => throw new ScannerUnavailableException("away");
        (await clinic.TryUploadAsync(DocumentScenes.Scan)).Error.ShouldBe(DocumentsError.ScannerUnavailable);
        (await clinic.TryListAsync()).Value.Documents.Count.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    sealed class Scanner : IFileScanner
    {
        public Func<byte[], string?> Find { get; set; } = _ => null;

        public async Task<string?> FindAsync(Stream content, CancellationToken cancellation)
        {
            using var all = new MemoryStream();
            await content.CopyToAsync(all, cancellation);
            return Find(all.ToArray());
        }
    }
}
