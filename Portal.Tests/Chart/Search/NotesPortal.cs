using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Search;

/// <summary>The domain with sources that lie in memory: what a test writes is marked stale as a trigger marks it, and rendered from there.</summary>
public sealed class NotesPortal(PostgresServer server) : IAsyncLifetime
{
    public Notes Notes { get; } = new();

    public TestPortal Portal { get; private set; } = null!;

    /// <summary>What a test adds to the services.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    public async ValueTask InitializeAsync()
    {
        Portal = new TestPortal(server)
        {
            Configure = services =>
            {
                services.AddSingleton(Notes);
                services.RemoveAll<PassageRenderer>(); // notes stand for the chart's own records
                services.AddPassages<NoteRenderer>().AddPassages<ResultRenderer>();
                Configure?.Invoke(services);
            },
        };
        await Portal.InitializeAsync();
    }

    public async Task<(TestClinic Clinic, PatientId Patient)> ClinicAsync()
    {
        var clinic = await TestClinic.CreateAsync(Portal);
        return (clinic, clinic.Patient);
    }

    public async Task<PatientId> AnotherPatientAsync(TestClinic clinic, string name)
    {
        var patient = new Patient(clinic.Id, PatientId.New()) { Name = name, Phone = "+201009999999", Language = "ar", CreatedAt = Portal.Now };
        await using var scope = Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        db.Add(patient);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return patient.Id;
    }

    public async Task<Guid> WriteAsync(TestClinic clinic, PatientId patient, string text, LocalDate? dated = null, Guid? id = null, SourceKind kind = SourceKind.Document, params string[] codes)
    {
        var note = id ?? Guid.NewGuid();
        Notes.All[note] = new(kind, patient, text, dated, codes);
        await MarkAsync(clinic.Id, kind, note, patient);
        return note;
    }

    public async Task RemoveAsync(TestClinic clinic, PatientId patient, Guid note, SourceKind kind = SourceKind.Document)
    {
        Notes.All.TryRemove(note, out _);
        await MarkAsync(clinic.Id, kind, note, patient, deleted: true);
    }

    public Task<long> MarkAsync(TenantId tenant, SourceKind kind, Guid note, PatientId patient, bool deleted = false) =>
        Portal.AsSuperuserAsync<long>($"select mark_chart_stale('{tenant}', '{kind}', '{note}', '{patient}', {deleted})");

    public async Task SyncAsync()
    {
        while (await Portal.Services.GetRequiredService<SyncPassages>().DrainOnceAsync(TestContext.Current.CancellationToken))
        {
            // again
        }
    }

    public async Task<IReadOnlyList<PassageFound>> FindAsync(TestClinic clinic, PatientId patient, string question, double floor = PassageSearch.Floor)
    {
        await using var scope = Portal.Scope(clinic.Id);
        return await scope.Get<PassageSearch>().FindAsync(new([patient], Floor: floor), question, 10, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}

public sealed record Note(SourceKind Kind, PatientId Patient, string Text, LocalDate? Dated, string[] Codes);

public sealed class Notes
{
    public ConcurrentDictionary<Guid, Note> All { get; } = new();

    /// <summary>Called when notes were read and not yet stored: what happens in between.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public HashSet<Guid> Broken { get; } = [];
}

sealed class NoteRenderer(Notes notes) : RendererOfNotes(notes)
{
    public override SourceKind Kind => SourceKind.Document;
}

sealed class ResultRenderer(Notes notes) : RendererOfNotes(notes)
{
    public override SourceKind Kind => SourceKind.Observation;
}

abstract class RendererOfNotes(Notes notes) : PassageRenderer
{
    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        if (sources.Any(notes.Broken.Contains))
            throw new InvalidOperationException("It cannot be rendered.");
        var rendered = sources.Where(notes.All.ContainsKey).Select(id => (id, note: notes.All[id])).Select(source => new RenderedSource(source.id, source.note.Patient,
            [.. source.note.Text.Split("\n\n").Select(part => new RenderedPassage(part, part[0] > '؀' ? "ar" : "en", source.note.Dated, source.note.Codes))])).ToList();
        if (notes.Meanwhile is { } meanwhile)
        {
            notes.Meanwhile = null;
            await meanwhile();
        }

        return rendered;
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SourceKey>>([.. notes.All.Where(n => n.Value.Kind == Kind && (patient is null || n.Value.Patient == patient) && n.Key.CompareTo(after) > 0)
            .OrderBy(n => n.Key).Take(most).Select(n => new SourceKey(n.Key, n.Value.Patient))]);
}
