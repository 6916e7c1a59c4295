using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

/// <summary>A receptionist of these tests, the same person in each scope.</summary>
public sealed record Receptionist(UserId Id, string Name)
{
    public static Receptionist Mona() => new(UserId.New(), "Mona");

    public static Receptionist Salma() => new(UserId.New(), "Salma");

    public void Act(Caller caller) => caller.BecomeStaff(Id, Name, StaffRole.Receptionist);
}

/// <summary>What patients and receptionists do with conversations in these tests, each act in a scope of its own as a request has it.</summary>
public static class DeskScenes
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StartConversation.Started> StartAsync(this TestClinic clinic, string language = "en")
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<StartConversation>().ExecuteAsync(new(Channel.Site, language), Cancellation);
    }

    public static async Task<HearPatient.Answer> SayAsync(this TestClinic clinic, StartConversation.Started to, string text)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        return (await scope.Get<HearPatient>().ExecuteAsync(new(to.Id, to.Key, text), null, Cancellation)).Value;
    }

    /// <summary>A conversation that asked for a person.</summary>
    public static async Task<StartConversation.Started> WaitingAsync(this TestClinic clinic, Urgency urgency = Urgency.Normal, string? name = null, string? phone = null)
    {
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, "I want to talk to a person please");
        await clinic.ChangeAsync(started.Id, c =>
        {
            c.Urgency = urgency;
            c.PatientName = name;
            (c.Phone, c.Level) = (phone, phone is null ? IdentityLevel.Anonymous : IdentityLevel.Claimed);
        });
        return started;
    }

    public static async Task ChangeAsync(this TestClinic clinic, ConversationId id, Action<Conversation> change)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        change(await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    public static async Task<Conversation> ConversationAsync(this TestClinic clinic, ConversationId id)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Conversation>().SingleAsync(c => c.Id == id, Cancellation);
    }

    public static async Task<IReadOnlyList<Turn>> TurnsAsync(this TestClinic clinic, ConversationId id)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Turn>().Where(t => t.ConversationId == id).OrderBy(t => t.Number).ToListAsync(Cancellation);
    }

    public static async Task<Result<TValue, ConversationError>> ByAsync<TUseCase, TValue>(this TestClinic clinic, Receptionist who, Func<TUseCase, Task<Result<TValue, ConversationError>>> act) where TUseCase : notnull
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, who.Act);
        return await act(scope.Get<TUseCase>());
    }

    public static Task<Result<Done, ConversationError>> TakeOverAsync(this TestClinic clinic, Receptionist who, ConversationId id) =>
        clinic.ByAsync<TakeOver, Done>(who, useCase => useCase.ExecuteAsync(new(id), Cancellation));

    public static Task<Result<Done, ConversationError>> GiveBackAsync(this TestClinic clinic, Receptionist who, ConversationId id, string? note = null) =>
        clinic.ByAsync<GiveBack, Done>(who, useCase => useCase.ExecuteAsync(new(id, note), Cancellation));

    public static Task<Result<Done, ConversationError>> AnswerAsync(this TestClinic clinic, Receptionist who, ConversationId id, string text) =>
        clinic.ByAsync<SayToPatient, Done>(who, useCase => useCase.ExecuteAsync(new(id, text), Cancellation));

    public static Task<Result<Done, ConversationError>> EndAsync(this TestClinic clinic, Receptionist who, ConversationId id) =>
        clinic.ByAsync<EndConversation, Done>(who, useCase => useCase.ExecuteAsync(new(id), Cancellation));

    public static Task<Result<Done, ConversationError>> BeatAsync(this TestClinic clinic, Receptionist who, bool leaving = false) =>
        clinic.ByAsync<KeepPresence, Done>(who, useCase => useCase.ExecuteAsync(new(leaving), Cancellation));

    public static async Task<ListConversations.Page> ListAsync(this TestClinic clinic, Receptionist who, ConversationView view = ConversationView.Open, string? search = null) =>
        (await clinic.ByAsync<ListConversations, ListConversations.Page>(who, useCase => useCase.ExecuteAsync(new(view, search), Cancellation))).Value;

    public static async Task<ReadConversation.Details> ReadAsync(this TestClinic clinic, Receptionist who, ConversationId id, bool isFollowing = false) =>
        (await clinic.ByAsync<ReadConversation, ReadConversation.Details>(who, useCase => useCase.ExecuteAsync(new(id, isFollowing), Cancellation))).Value;

    public static async Task<T> RunAsync<TJob, T>(this TestClinic clinic, Func<TJob, Task<T>> run) where TJob : notnull
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        return await run(scope.Get<TJob>());
    }

    public static async Task<PatientRequestId> RequestAsync(this TestClinic clinic, PatientRequestKind kind, string text, Urgency urgency = Urgency.Normal, Duration? dueIn = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var request = new PatientRequest(clinic.Id, PatientRequestId.New())
        {
            Kind = kind, Name = "Nadia Rashwan", Phone = "+201005550000", Level = IdentityLevel.Claimed, Text = text, Urgency = urgency,
            CreatedAt = clinic.Portal.Now, DueAt = dueIn is { } later ? clinic.Portal.Now + later : null,
        };
        db.Add(request);
        await db.SaveChangesAsync(Cancellation);
        return request.Id;
    }
}
