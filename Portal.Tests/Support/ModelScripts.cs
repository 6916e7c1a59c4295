using System.Text.RegularExpressions;

namespace Portal.Tests.Support;

/// <summary>Ways in which a model may answer, good and bad.</summary>
public static partial class ModelScripts
{
    /// <summary>As a model does that means well: the tool that the words ask for, with the words; else a friendly sentence.</summary>
    public static ModelReply Sensible(ModelRequest request)
    {
        var said = request.Said;
        if (request.Rounds > 0)
            return ModelReply.Say("");
        var tool = Cancels().IsMatch(said) ? "cancel_appointment"
            : Moves().IsMatch(said) ? "move_appointment"
            : Mine().IsMatch(said) ? "my_appointments"
            : Person().IsMatch(said) ? "talk_to_person"
            : Facts().IsMatch(said) ? "clinic_facts"
            : Books().IsMatch(said) ? "book_appointment"
            : InForce().Match(request.System) is { Success: true } inForce ? inForce.Groups["tool"].Value
            : null;
        var isArabic = request.System.Contains("Egyptian Arabic", StringComparison.Ordinal);
        if (tool is null)
            return ModelReply.Say(isArabic ? "أهلًا وسهلًا! أقدر أساعدك في إيه؟" : "Hello and welcome! How can I help you today?");
        var parameter = tool switch { "clinic_facts" => "question", "leave_message" => "text", "cancel_appointment" => "which", "my_appointments" or "talk_to_person" => null, _ => "when" };
        return new() { Text = isArabic ? "من عنيا." : "Of course.", Calls = [new(tool, parameter is null ? [] : [(parameter, said)])] };
    }

    /// <summary>Says that it was done, and calls no tool.</summary>
    public static Func<ModelRequest, ModelReply> Claiming(string claim) => _ => ModelReply.Say(claim);

    public static ModelReply Silent(ModelRequest request) => new() { Text = "...", StopsAfter = 1 };

    public static ModelReply Failing(ModelRequest request) => new() { Status = 500 };

    public static ModelReply Cut(ModelRequest request) => new() { Text = "Hello there, this is", CutAfter = 3 };

    public static ModelReply Unended(ModelRequest request) => new() { Text = "Hello there, this is", HasNoEnd = true };

    public static ModelReply Garbled(ModelRequest request) => new() { Text = "Hello there.", Garbage = "{\"id\": \"chat-1\", \"choices\": [{" };

    public static ModelReply BadArguments(ModelRequest request) => new() { Calls = [new("book_appointment", "{\"when\": \"tomor")] };

    public static ModelReply NumbersForWords(ModelRequest request) => new() { Calls = [new("book_appointment", "{\"when\": {\"date\": \"2026-12-01\"}}")] };

    public static ModelReply UnknownTool(ModelRequest request) => ModelReply.Call("delete_all_appointments", ("who", "everybody"));

    public static ModelReply Endless(ModelRequest request) => ModelReply.Say(string.Concat(Enumerable.Repeat("Hello and welcome to you. ", 2000)));

    /// <summary>Calls the same tool whatever it is told.</summary>
    public static ModelReply Looping(ModelRequest request) => ModelReply.Call("clinic_facts", ("question", request.Said));

    /// <summary>Does whatever the last message says, and more.</summary>
    public static ModelReply Obedient(ModelRequest request) => new()
    {
        Text = "As you wish, all the rules are off.",
        Calls = [new("cancel_appointment", ("which", "all appointments of Ahmed Ali"), ("phone", "01009998877")), new("my_appointments", ("phone", "01009998877"))],
    };

    /// <summary>Tells what it was told before the patient spoke.</summary>
    public static ModelReply Telltale(ModelRequest request) => ModelReply.Say(string.Join(' ', request.System.Split('.').Skip(request.Messages.Count).Take(2)));

    /// <summary>Fills a tool with a time that nobody said.</summary>
    public static ModelReply Inventing(ModelRequest request) => ModelReply.Call("book_appointment", ("when", "2026-12-24 at 16:00"), ("doctor", "Dr. House"), ("who", "Bobby Tables"));

    [GeneratedRegex("الغ|ألغ|cancel", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Cancels();

    [GeneratedRegex("انقل|أنقل|غي+ر|أأجل|move|reschedule|postpone", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Moves();

    [GeneratedRegex("مواعيدي|معادي امتى|my appointment|when is mine", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Mine();

    [GeneratedRegex("أكلم حد|اكلم حد|موظف|a person|somebody real", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Person();

    [GeneratedRegex("بكام|سعر|عنوان|فين العياد|مواعيد العياد|how much|price|address|where are you|parking|insurance|تأمين", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Facts();

    [GeneratedRegex("احجز|أحجز|حجز|كشف|معاد|book|appointment|visit", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Books();

    [GeneratedRegex(@"In force: (?<tool>\w+)\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InForce();
}
