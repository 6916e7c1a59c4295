using Portal.Domain.Booking;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>To which services a sentence would lead, with the complaint on the form as if it were saved. A service that is named in it comes before any complaint.</summary>
public sealed class TryComplaint(AgentSetupWriter writer, KnowledgeSource knowledge)
{
    /// <param name="Draft">The complaint on the form; null to ask what is saved.</param>
    public sealed record Request(string Sentence, SaveComplaint.Request? Draft);

    public async Task<Result<IReadOnlyList<ServiceFacts>, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("complaint.try", cancellation) is { } refusal)
            return refusal;
        var saved = await knowledge.GetAsync(cancellation);
        var complaints = request.Draft is { Service: { } service } draft && SaveComplaint.Split(draft.Phrases) is { Length: > 0 } phrases
            ? [.. saved.Texts.Complaints.Where(c => c.Id != draft.Id), new Complaint(writer.Tenant.Id, draft.Id ?? ComplaintId.New()) { Phrases = string.Join('\n', phrases), ServiceId = service }]
            : saved.Texts.Complaints;
        var found = new ServiceMatcher(saved.Page, complaints).Named(Utterance.Of(request.Sentence));
        return (ServiceFacts[])[.. found.Select(f => f.Meaning).Distinct().Select(saved.Page.Find).OfType<ServiceFacts>()];
    }
}
