using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Jobs;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Ai;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Search;

/// <summary>Another model than the local embedder, behind a real server of its protocol.</summary>
public sealed class ConfiguredModelTests(PostgresServer postgres)
{
    [Fact]
    public async Task Its_vectors_are_stored_with_its_name_and_the_words_find_what_it_cannot_when_it_is_down()
    {
        await using var server = await EmbeddingServer.StartAsync();
        await using var notes = await PortalAsync(server, dimensions: 64);
        var (clinic, patient) = await notes.ClinicAsync();
        await notes.WriteAsync(clinic, patient, "Allergic to penicillin");
        await notes.SyncAsync();

        await using (var scope = notes.Portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            var passage = await db.Set<ChartPassage>().SingleAsync(TestContext.Current.CancellationToken);
            passage.Model.ShouldBe("test-embedder/64");
            passage.Embedding.Memory.Length.ShouldBe(1536, "shorter vectors have zeros behind");
            passage.Embedding.Memory.Span[64..].IndexOfAnyExcept((Half)0).ShouldBe(-1);
        }

        server.Requests.ShouldContain(request => request.GetProperty("dimensions").GetInt32() == 64);
        (await notes.FindAsync(clinic, patient, "penicillin")).ShouldHaveSingleItem().Likeness.ShouldBeGreaterThan(0.9);
        server.IsDown = true;
        (await notes.FindAsync(clinic, patient, "penicillin")).ShouldHaveSingleItem().Likeness.ShouldBe(0);
    }

    [Fact]
    public async Task Vectors_of_another_length_than_was_said_are_refused_and_the_source_waits()
    {
        await using var server = await EmbeddingServer.StartAsync();
        await using var notes = await PortalAsync(server, dimensions: 64, ask: false);
        var (clinic, patient) = await notes.ClinicAsync();
        await notes.WriteAsync(clinic, patient, "Allergic to penicillin");
        await notes.SyncAsync();
        await using var scope = notes.Portal.Scope(clinic.Id);
        (await scope.Get<PassageHealth>().ExecuteAsync(TestContext.Current.CancellationToken)).Value.Failing.ShouldBe(1);

        server.Length = 64;
        notes.Portal.Clock.Advance(TimeSpan.FromSeconds(3));
        await notes.SyncAsync();
        (await scope.Get<PassageHealth>().ExecuteAsync(TestContext.Current.CancellationToken)).Value.Stale.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_of_model_gives_every_passage_the_new_ones_vector()
    {
        await using var server = await EmbeddingServer.StartAsync();
        await using var notes = await PortalAsync(server, dimensions: 64);
        var (clinic, patient) = await notes.ClinicAsync();
        await notes.WriteAsync(clinic, patient, "Allergic to penicillin");
        await notes.SyncAsync();
        await notes.Portal.AsSuperuserAsync<long>("with u as (update chart_passages set model = 'one-before' returning 1) select count(*) from u");
        (await notes.FindAsync(clinic, patient, "penicillin")).ShouldHaveSingleItem().Likeness.ShouldBe(0, "vectors of two models are not compared");

        await using (var scope = notes.Portal.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ReembedPassages>().ExecuteAsync(TestContext.Current.CancellationToken);
        (await notes.FindAsync(clinic, patient, "penicillin")).ShouldHaveSingleItem().Likeness.ShouldBeGreaterThan(0.9);
    }

    [Theory]
    [InlineData("http://localhost:11434/v1", "bge-m3", 1024, true)]
    [InlineData(null, null, 1536, true)]
    [InlineData("http://localhost:11434/v1", null, 1024, false)]
    [InlineData("localhost:11434", "bge-m3", 1024, false)]
    [InlineData("https://api.openai.com/v1", "text-embedding-3-large", 3072, false)] // it can shorten them, and has to be asked to
    public void Options_that_cannot_work_are_refused_at_the_start(string? endpoint, string? model, int dimensions, bool valid)
    {
        var options = new EmbeddingOptions { Endpoint = endpoint, Model = model, Dimensions = dimensions };
        Validator.TryValidateObject(options, new(options), null, validateAllProperties: true).ShouldBe(valid);
    }

    async Task<NotesPortal> PortalAsync(EmbeddingServer server, int dimensions, bool ask = true)
    {
        var notes = new NotesPortal(postgres)
        {
            Configure = services => services.Configure<EmbeddingOptions>(options =>
                (options.Endpoint, options.Model, options.Dimensions, options.AskForDimensions, options.Retries) = (server.Endpoint, "test-embedder", dimensions, ask, 0)),
        };
        await notes.InitializeAsync();
        return notes;
    }
}
