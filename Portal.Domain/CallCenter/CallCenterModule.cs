using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Desk.Jobs;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Minds;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.Platform.Ai;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.CallCenter;

public static class CallCenterModule
{
    public static IServiceCollection AddCallCenter(this IServiceCollection services)
    {
        services.AddSingleton(_ => IntentReader.Taught);
        services.AddSingleton<Reader>();
        services.AddSingleton<KnowledgeCache>();
        services.AddScoped<KnowledgeSource>();
        services.AddTools();
        services.AddDialogue();
        services.AddDesk();
        services.AddSetup();
        services.AddModel();
        services.AddScoped<ConversationStore>();
        services.AddScoped<StartConversation>();
        services.AddScoped<HearPatient>();
        services.AddScoped<FollowConversation>();
        services.AddScoped<LeaveConversation>();
        return services;
    }

    static void AddTools(this IServiceCollection services)
    {
        services.AddScoped<ToolRunner>();
        services.AddScoped<CalendarTools>();
        services.AddScoped<IdentityTools>();
        services.AddScoped<StaffTools>();
        services.AddScoped<WaitlistTools>();
        services.AddScoped<NextOpening>();
    }

    static void AddDialogue(this IServiceCollection services)
    {
        services.AddScoped<TimeFinder>();
        services.AddScoped<VisitSteps>();
        services.AddScoped<WishSettler>();
        services.AddScoped<WishSplitter>();
        services.AddScoped<ClauseSplitter>();
        services.AddScoped<IdentitySteps>();
        services.AddSkill<BookSkill>();
        services.AddSkill<MoveSkill>();
        services.AddSkill<CancelSkill>();
        services.AddSkill<MineSkill>();
        services.AddSkill<FactsSkill>();
        services.AddSkill<RequestSkill>();
        services.AddSkill<WaitlistSkill>();
        services.AddSkill<HandOverSkill>();
        services.AddScoped<SkillList>();
        services.AddScoped<Manners>();
        services.AddScoped<HouseRules>();
        services.AddScoped<ScriptedMind>();
        services.AddScoped(provider => new FrontDeskMind(provider.GetRequiredService<HouseRules>(), provider.GetRequiredService<ScriptedMind>(), provider.GetRequiredService<ModelMind>()));
    }

    static void AddModel(this IServiceCollection services)
    {
        ModelLine.Add(services, ModelLine.FrontDesk);
        services.AddSingleton<ModelWords>();
        services.AddScoped<ModelMind>();
    }

    static void AddSetup(this IServiceCollection services)
    {
        services.AddScoped<AgentSetupWriter>();
        services.AddScoped<ListFacts>();
        services.AddScoped<SaveFact>();
        services.AddScoped<DeleteFact>();
        services.AddScoped<TryQuestion>();
        services.AddScoped<ListComplaints>();
        services.AddScoped<SaveComplaint>();
        services.AddScoped<DeleteComplaint>();
        services.AddScoped<TryComplaint>();
        services.AddScoped<ListUnanswered>();
        services.AddScoped<DismissQuestions>();
        services.AddScoped<ReadAgentSettings>();
        services.AddScoped<SaveAgentSettings>();
        services.AddScoped<TryRedFlags>();
        services.AddScoped<AgentFigures>();
    }

    static void AddDesk(this IServiceCollection services)
    {
        services.AddScoped<ConversationWriter>();
        services.AddScoped<ConversationSummary>();
        services.AddScoped<ListConversations>();
        services.AddScoped<CountWaiting>();
        services.AddScoped<ReadConversation>();
        services.AddScoped<TakeOver>();
        services.AddScoped<GiveBack>();
        services.AddScoped<SayToPatient>();
        services.AddScoped<Whisper>();
        services.AddScoped<EndConversation>();
        services.AddScoped<SuggestReplies>();
        services.AddScoped<KeepPresence>();
        services.AddScoped<ListRequests>();
        services.AddScoped<HandleRequest>();
        services.AddScoped<ReleaseGone>();
        services.AddScoped<CloseIdle>();
        services.AddScoped<ForgetOld>();
        services.AddScoped<DeskRounds>();
        services.AddRecurring<DeskRounds>("release-gone-holders", "* * * * *", job => job.ReleaseGoneAsync(CancellationToken.None));
        services.AddRecurring<DeskRounds>("close-idle-conversations", "*/5 * * * *", job => job.CloseIdleAsync(CancellationToken.None));
        services.AddRecurring<DeskRounds>("forget-old-conversations", "31 1 * * *", job => job.ForgetOldAsync(CancellationToken.None));
    }

    /// <summary>Adds something to what the front desk can do; later modules call it too.</summary>
    public static void AddSkill<T>(this IServiceCollection services) where T : Skill
    {
        services.AddScoped<T>();
        services.AddScoped<Skill>(provider => provider.GetRequiredService<T>());
    }
}
