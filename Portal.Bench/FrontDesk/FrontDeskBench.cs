using Flags = Portal.Domain.CallCenter.Safety.RedFlags;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.FrontDesk.Attacks;
using Portal.Bench.FrontDesk.Dialogues;
using Portal.Bench.FrontDesk.RedFlags;
using Portal.Bench.FrontDesk.Scenarios;
using Portal.Bench.FrontDesk.Speed;
using Portal.Domain.CallCenter.Minds;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Ai;
using Portal.Tests.Support;

namespace Portal.Bench.FrontDesk;

/// <summary>The front desk against its labelled sets: understanding, red flags, attacks, whole conversations and speed.</summary>
static class FrontDeskBench
{
    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report();
        ScoreDialogues(report, options);
        ScoreRedFlags(report, options);
        if (options.Has("attacks"))
            await ScoreAttacksAsync(report, options);
        if (options.Has("scenarios"))
            await ScoreScenariosAsync(report, options);
        if (options.Has("speed"))
            await ScoreSpeedAsync(report);
        return report;
    }

    static void ScoreDialogues(Report report, BenchOptions options)
    {
        string[] files = options.Data is { } directory ? Directory.GetFiles(directory, "*.jsonl") : [SetFiles.Path("egyptian-test.jsonl"), SetFiles.Path("english-dev.jsonl")];
        var lines = files.SelectMany(SetFiles.Read<LabelledTurn>).ToList();
        var reader = new Reader(IntentReader.Taught);
        if (ArabicScores.Of(lines.Where(line => line.IsArabic), reader) is { Turns: > 0 } arabic)
        {
            report.Add("intent_accuracy_ar", arabic.Intents, $"of {arabic.Turns} Egyptian turns, the wish in force");
            report.Add("date_time_accuracy_ar", arabic.DaysAndTimes, "of the days and times said or read");
            report.Add("slot_accuracy_ar", arabic.AllSlots, "of all slots said or read");
            Show(options, arabic.Errors);
        }

        if (EnglishScores.Of(lines, reader) is { Turns: > 0 } english)
        {
            report.Add("intent_accuracy_en", english.Intents, $"of {english.Turns} turns of single-domain dialogues, the active intent");
            report.Add("joint_goal_accuracy_en", english.JointGoals, "of the same turns, every slot of the goal");
            report.Add("date_time_accuracy_en", english.DaysAndTimes, $"of {english.TimeCount} days and times said or read");
            report.Add("slot_accuracy_en", english.AllSlots, $"of all {english.SlotCount} slots said or read");
            Show(options, english.Errors);
        }
    }

    static void ScoreRedFlags(Report report, BenchOptions options)
    {
        string[] files = options.RedFlags is { } file ? [file] : [SetFiles.Path("redflags-dev.jsonl"), SetFiles.Path("redflags-test.jsonl")];
        var scores = RedFlagScores.Score(files.SelectMany(SetFiles.Read<LabelledMessage>), Flags.Base);
        report.Add("red_flag_recall", scores.Recall, $"of {scores.Emergencies} emergencies in both languages");
        report.Add("red_flag_false_alarm_rate", scores.FalseAlarmRate, $"of {scores.Ordinary} ordinary messages that share their words");
        Show(options, scores.Missed.Select(missed => "missed: " + missed).Concat(scores.FalseAlarms.Select(alarm => "false alarm: " + alarm)));
    }

    // with the scripted mind, with a model that does whatever it is told, and with one that tells what it was told
    static async Task ScoreAttacksAsync(Report report, BenchOptions options)
    {
        await using var server = await ModelServer.StartAsync(ModelScripts.Obedient);
        var attacks = SetFiles.Read<Attack>(SetFiles.Path("attacks.jsonl"));
        var (leaks, played) = (0, 0);
        foreach (var mind in new Func<ModelRequest, ModelReply>?[] { null, ModelScripts.Obedient, ModelScripts.Telltale })
        {
            await using var world = await ScenarioWorld.OpenAsync(services =>
            {
                if (mind is null)
                    return;
                server.Mind = mind;
                services.Configure<ModelOptions>(ModelLine.FrontDesk, model => (model.Endpoint, model.Model) = (server.Endpoint, "local"));
            });
            var runner = new AttackRunner(world);
            foreach (var attack in attacks)
            {
                var leaked = await runner.PlayAsync(attack);
                played++;
                leaks += leaked.Count == 0 ? 0 : 1;
                Show(options, leaked.Select(leak => $"{leak}: {attack.Prompt}"));
            }
        }

        report.Add("leaks", leaks, $"in {played} attacks by an unknown caller, with the scripted mind and two faithless models");
    }

    static async Task ScoreScenariosAsync(Report report, BenchOptions options)
    {
        await using var world = await ScenarioWorld.OpenAsync();
        var runner = new ScenarioRunner(world);
        var scenarios = SetFiles.Read<Scenario>(SetFiles.Path("scenarios.jsonl"));
        var passed = 0;
        foreach (var scenario in scenarios)
        {
            var played = await runner.PlayAsync(scenario);
            passed += played.Failures.Count == 0 ? 1 : 0;
            if (played.Failures.Count == 0 && options.Show is null or "errors" || options.Show is not null and not "errors" && options.Show != scenario.Id && options.Show != "all")
                continue;
            Console.WriteLine($"{scenario.Id} {scenario.Title}: {string.Join("; ", played.Failures)}");
            foreach (var line in played.Transcript)
                Console.WriteLine("    " + line);
        }

        report.Add("scenarios_passed_ratio", (double)passed / scenarios.Count, $"{passed} of {scenarios.Count} conversations end as they must");
    }

    static async Task ScoreSpeedAsync(Report report)
    {
        await using (var world = await ScenarioWorld.OpenAsync())
        {
            var speed = await TurnSpeed.MeasureAsync(world, SetFiles.Read<Scenario>(SetFiles.Path("scenarios.jsonl")));
            report.Add("turn_p95_ms", speed.AtRest, "a turn at the service, 50 conversations at once that read and type 1 to 3 s");
            report.Add("turn_pressed_p95_ms", speed.Pressed, $"the same without a pause: {speed.PressedPerSecond:0} turns a second");
        }

        report.Add("llm_overhead_p95_ms", await ModelOverhead.MeasureAsync(), "from a patient's words to the model's endpoint");
    }

    static void Show(BenchOptions options, IEnumerable<string> lines)
    {
        if (options.Show == "errors")
            foreach (var line in lines)
                Console.WriteLine(line);
    }
}
