using Portal.Bench;
using Portal.Bench.Chart;
using Portal.Bench.Desk;
using Portal.Bench.FrontDesk;
using Portal.Bench.FrontDesk.Dialogues;
using Portal.Bench.FrontDesk.RedFlags;

// scripts/bench VERB [options] sets the server up and calls this; each verb prints a table and, last, one JSON line
Dictionary<string, Func<BenchOptions, Task<Report>>> verbs = new()
{
    ["booking"] = BookingBench.RunAsync,
    ["availability"] = AvailabilityBench.RunAsync,
    ["desk"] = DeskBench.RunAsync,
    ["page"] = PageBench.RunAsync,
    ["frontdesk"] = FrontDeskBench.RunAsync,
    ["chart"] = ChartBench.RunAsync,
    ["writers"] = WriterScores.RunAsync,
    ["red-flag-weights"] = RedFlagWeights.RunAsync,
    ["goal-weights"] = GoalWeights.RunAsync,
};

if (args is [DeskServer.Verb])
{
    await DeskServer.ServeAsync();
    return 0;
}

if (args is not [var verb, .. var rest] || !verbs.TryGetValue(verb, out var run))
{
    Console.Error.WriteLine($"usage: scripts/bench {string.Join('|', verbs.Keys)} [--seconds N] [--rounds N] [--workers N]");
    return 2;
}

var report = await run(BenchOptions.Parse(rest));
report.Print(verb);
return 0;
