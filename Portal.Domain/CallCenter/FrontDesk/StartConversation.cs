using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>
/// Opens a conversation and greets. Anybody may; who is signed in as a patient begins verified. The key that comes back opens the conversation
/// again and is kept here as a hash alone.
/// </summary>
public sealed class StartConversation(IDbContextFactory<PortalDbContext> contexts, KnowledgeSource knowledge, TenantContext tenant, Caller caller, TimeProvider clock)
{
    /// <param name="Language"><c>ar</c> or <c>en</c>.</param>
    public sealed record Request(Channel Channel, string Language);

    /// <param name="Key">The secret that its owner keeps.</param>
    public sealed record Started(ConversationId Id, Guid Key);

    public async Task<Started> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var clinic = await knowledge.GetAsync(cancellation);
        var (now, key) = (clock.GetUtcNow().ToInstant(), Guid.NewGuid());
        var language = request.Language is "ar" or "en" ? request.Language : clinic.Tenant.DefaultLanguage;
        var signedIn = caller.Kind == CallerKind.Patient ? caller.Phone : null;
        var conversation = new Conversation(tenant.Id, ConversationId.New())
        {
            Channel = request.Channel, KeyHash = Hash(key), Language = language, StartedAt = now, LastAt = now, Frame = new Frame().Write(), Turns = 1,
            Level = signedIn is null ? IdentityLevel.Anonymous : IdentityLevel.Verified, Phone = signedIn,
        };
        var hello = AgentTexts.Get("Hello", language, clinic.Settings.AgentName(language), clinic.Tenant.Name(language));
        var text = clinic.Settings.Welcome(language) is { Length: > 0 } welcome ? $"{hello}\n{welcome}" : hello;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(conversation);
        db.Add(new Turn(tenant.Id, conversation.Id, 1)
        {
            Speaker = Speaker.Agent, Text = text, At = now, Language = language, Mind = Mind.House,
            QuickReplies = System.Text.Json.JsonSerializer.Serialize(ScriptedMind.FirstWishes.Select(w => AgentTexts.Get(w, language))),
        });
        await db.SaveChangesAsync(cancellation);
        return new(conversation.Id, key);
    }

    internal static byte[] Hash(Guid key) => SHA256.HashData(key.ToByteArray());
}
