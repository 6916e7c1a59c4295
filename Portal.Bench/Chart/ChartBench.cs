namespace Portal.Bench.Chart;

/// <summary>The chart's passages: what is found by questions, how fast passages are made and stored, how soon a write is found, whether anything leaks, and the index across patients.</summary>
static class ChartBench
{
    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report();
        await using (var world = await ChartWorld.OpenAsync())
        {
            if (options.Has("retrieval") && options.Data is { } data)
                foreach (var set in RetrievalSet.In(data))
                    await RetrievalScores.AddAsync(report, world, set, options.Show == "errors");
            if (options.Has("embed"))
                await EmbedSpeed.AddAsync(report, world, options);
            if (options.Has("sync"))
                await SyncLag.AddAsync(report, world, options);
            if (options.Has("joined"))
                await JoinedAtQuestionTime.AddAsync(report, world);
            if (options.Has("leaks"))
                await SearchLeaks.AddAsync(report, world);
        }

        if (options.Has("ann"))
            await Neighbours.AddAsync(report, options);
        return report;
    }
}
