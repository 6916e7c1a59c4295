using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Identity;
using Portal.Domain.Patients;

namespace Portal.Domain.CallCenter.Tools;

/// <summary>The steps of the identity ladder: claiming a phone, proving it, and seeing who is on it.</summary>
public sealed class IdentityTools(ToolRunner tools, SendCode send, VerifyCode verify, PatientsOfPhone people)
{
    const string Done = ToolAnswer<object>.Done;

    /// <summary>Takes a phone for what was said, which proves nothing.</summary>
    public static void Claim(Conversation conversation, string phone)
    {
        if (conversation.Phone == phone && conversation.Level >= IdentityLevel.Claimed)
            return;
        (conversation.PatientId, conversation.Phone, conversation.Level) = (null, phone, IdentityLevel.Claimed);
    }

    public Task<ToolAnswer<CodeSent>> SendCodeAsync(Exchange exchange, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "send_code", IdentityLevel.Claimed, null, async () =>
        {
            var sent = await send.ExecuteAsync(new(exchange.Conversation.Phone!, exchange.Language, exchange.Address), cancellation);
            return sent.Succeeded ? new ToolAnswer<CodeSent>(sent.Value, Done, Receipt.OfCode(exchange.Conversation.Id)) : new(null, sent.Error.ToString());
        });

    /// <summary>A right code lifts the conversation to verified, for the phone that the code went to.</summary>
    public Task<ToolAnswer<PhoneProof>> ProveAsync(Exchange exchange, string code, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "prove_phone", IdentityLevel.Claimed, null, async () =>
        {
            var proof = await verify.ExecuteAsync(new(exchange.Conversation.Phone!, code), cancellation);
            if (!proof.Succeeded)
                return new(null, proof.Error.ToString());
            (exchange.Conversation.Phone, exchange.Conversation.Level) = (proof.Value.Phone, IdentityLevel.Verified);
            return new ToolAnswer<PhoneProof>(proof.Value, Done);
        });

    /// <summary>Everybody on the proved phone: families share one.</summary>
    public async Task<IReadOnlyList<PatientSummary>> PeopleAsync(Exchange exchange, CancellationToken cancellation)
    {
        var answer = await tools.RunAsync<IReadOnlyList<PatientSummary>>(exchange, "people_of_phone", IdentityLevel.Verified, null, async () =>
        {
            var found = await people.ExecuteAsync(new(exchange.Conversation.Phone!), cancellation);
            return found.Succeeded ? new(found.Value, Done) : new(null, found.Error.ToString());
        });
        return answer.Value ?? [];
    }
}
