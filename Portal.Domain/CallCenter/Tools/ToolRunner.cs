using System.Diagnostics;
using System.Text.Json;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.CallCenter.Tools;

/// <summary>What a tool came to.</summary>
/// <param name="Outcome"><c>done</c>, or the code of what stood in its way.</param>
/// <param name="Receipt">Proof of what was written; null for a tool that only reads, and where nothing was.</param>
public sealed record ToolAnswer<T>(T? Value, string Outcome, Receipt? Receipt = null)
{
    public const string Done = "done";

    /// <summary>The conversation's level of identity does not reach.</summary>
    public const string NotAllowed = "not_allowed";

    public bool Succeeded => Outcome == Done;
}

/// <summary>
/// The one way from a conversation to the use cases. It holds the identity ladder: a tool runs only at its level, and what it calls acts as who
/// the conversation has proved to be, never as who is talked about. Each call is kept with its outcome and time.
/// </summary>
public sealed class ToolRunner(TenantContext tenant, Caller caller, TimeProvider clock)
{
    /// <param name="needs">The least level of the conversation.</param>
    /// <param name="arguments">Ids and instants, for the record; never what was said.</param>
    public async Task<ToolAnswer<T>> RunAsync<T>(Exchange exchange, string tool, IdentityLevel needs, object? arguments, Func<Task<ToolAnswer<T>>> act)
    {
        var began = Stopwatch.GetTimestamp();
        var level = exchange.Conversation.Level;
        var answer = level < needs ? new ToolAnswer<T>(default, ToolAnswer<T>.NotAllowed) : await ActAsync(exchange.Conversation, act);
        exchange.Calls.Add(new(tenant.Id, Guid.CreateVersion7())
        {
            ConversationId = exchange.Conversation.Id, Turn = exchange.Turn, Tool = tool, Level = level, Outcome = answer.Outcome,
            Arguments = arguments is null ? null : JsonSerializer.Serialize(arguments),
            ReceiptKind = answer.Receipt?.Kind, ReceiptId = answer.Receipt?.Id, ReceiptVersion = answer.Receipt?.Version,
            At = clock.GetUtcNow().ToInstant(), TookMs = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
        });
        return answer;
    }

    Task<ToolAnswer<T>> ActAsync<T>(Conversation conversation, Func<Task<ToolAnswer<T>>> act)
    {
        if (conversation is { Level: IdentityLevel.Verified, Phone: { } phone })
            caller.BecomePatient(phone);
        else
            caller.BecomeVisitor();
        return act();
    }
}
