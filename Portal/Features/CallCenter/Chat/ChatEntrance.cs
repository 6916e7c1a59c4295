using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Hosting;

namespace Portal.Features.CallCenter.Chat;

/// <summary>Lets a visitor into a conversation, and out of it.</summary>
sealed class ChatEntrance(ChatCookie cookie, StartConversation start, FollowConversation follow, LeaveConversation leave, KnowledgeSource knowledge, ClinicContext clinic)
{
    /// <summary>Gives the cookie of a new conversation; of the one that goes on already, where there is one.</summary>
    /// <param name="language"><c>ar</c> or <c>en</c>; the page's where it is null.</param>
    /// <returns>False where the clinic has no chat.</returns>
    public async Task<bool> EnterAsync(string? language, CancellationToken cancellation)
    {
        if (!(await knowledge.GetAsync(cancellation)).Settings.Enabled)
            return false;
        if (cookie.Read() is { } mine && await follow.ExecuteAsync(new(mine.Id, mine.Key, int.MaxValue), cancellation) is { State: not ConversationState.Ended })
            return true;
        var started = await start.ExecuteAsync(new(Channel.Site, language ?? clinic.Language), cancellation);
        cookie.Write(started.Id, started.Key);
        return true;
    }

    public async Task LeaveAsync(CancellationToken cancellation)
    {
        if (cookie.Read() is { } mine)
            await leave.ExecuteAsync(new(mine.Id, mine.Key), cancellation);
        cookie.Clear();
    }
}
