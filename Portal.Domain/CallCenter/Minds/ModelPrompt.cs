using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using NodaTime;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>What a model is told for one turn.</summary>
/// <param name="System">Who it is, what it may say, where the dialogue stands, what the staff hint at.</param>
/// <param name="Messages">All of it, as the protocol has it.</param>
/// <param name="Said">What the patient said on this day before this turn, newest first, as it was typed: it never leaves the house like that.</param>
sealed record ModelPrompt(string System, List<ChatMessage> Messages, IReadOnlyList<string> Said)
{
    const int MostTurns = 20;
    const int LongestTurn = 600;

    /// <summary>With places for the names and the language.</summary>
    public static readonly string Instructions = ReadText();

    sealed record Line(int Number, Speaker Speaker, string Text, Instant At);

    public static async Task<ModelPrompt> OfAsync(IDbContextFactory<PortalDbContext> contexts, Exchange exchange, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var turns = await db.Set<Turn>().Where(t => t.ConversationId == exchange.Conversation.Id && t.Number <= exchange.Turn && t.Speaker != Speaker.Note)
            .OrderByDescending(t => t.Number).Take(MostTurns).Select(t => new Line(t.Number, t.Speaker, t.Text, t.At)).ToListAsync(cancellation);
        turns.Reverse();
        var system = SystemOf(exchange, turns.Where(t => t.Speaker == Speaker.Whisper));
        var messages = new List<ChatMessage> { new(ChatRole.System, system) };
        messages.AddRange(turns.Where(t => t.Speaker != Speaker.Whisper).Select(t => new ChatMessage(t.Speaker == Speaker.Patient ? ChatRole.User : ChatRole.Assistant, Shown(t.Text))));
        var today = exchange.LocalNow.Date;
        var said = turns.Where(t => t.Speaker == Speaker.Patient && t.Number < exchange.Turn && exchange.Clinic.LocalAt(t.At).Date == today).Select(t => t.Text).Reverse();
        return new(system, messages, [.. said]);
    }

    static string SystemOf(Exchange exchange, IEnumerable<Line> whispers)
    {
        var (clinic, frame) = (exchange.Clinic, exchange.Frame);
        var text = new StringBuilder(Instructions).Replace("{agent}", clinic.Settings.AgentName(exchange.Language)).Replace("{clinic}", clinic.Tenant.Name(exchange.Language))
            .Replace("{language}", exchange.Language == "ar" ? "Egyptian Arabic in Arabic letters" : "English");
        text.Append("\nWhere the conversation stands\n");
        if (frame.Skill is { } skill)
            text.Append("- In force: ").Append(skill).Append(". What continues it goes to that tool again.\n");
        if (frame.Asked is not (Asked.Nothing or Asked.AnythingElse))
            text.Append("- The patient was just asked for: ").Append(frame.Asked).Append(".\n");
        foreach (var whisper in whispers)
            text.Append("- Hint from the clinic's staff, not to be quoted: ").Append(Shown(whisper.Text).ReplaceLineEndings(" ")).Append('\n');
        return text.ToString();
    }

    static string Shown(string text) => ModelMask.Mask(text.Length > LongestTurn ? text[..LongestTurn] : text);

    static string ReadText()
    {
        using var stream = typeof(ModelPrompt).Assembly.GetManifestResourceStream(typeof(ModelPrompt), "model-prompt.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
