using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>Says to which service a complaint leads, or changes it. The same words lead to one service only.</summary>
public sealed class SaveComplaint(AgentSetupWriter writer, ClinicPage page)
{
    public const string Action = "complaint.save";
    public const int MostPhrases = 60, LongestPhrase = 80;

    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; null for one that is not there: a new one, or one that was deleted and is put back.</param>
    /// <param name="Phrases">Words or short phrases, one a line.</param>
    public sealed record Request(ComplaintId? Id, uint? Version, string Phrases, ServiceId? Service);

    public Task<Result<Guid, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? ComplaintId.New();
        return writer.SaveAsync(Action, "complaint", id.Value, async db =>
        {
            var phrases = Split(request.Phrases);
            if (Check(phrases) is { } wrong)
                return wrong;
            if (request.Service is not { } service || (await page.ExecuteAsync(cancellation)).Find(service) is null)
                return AgentSetupError.ServiceMissing;
            if (await IsTakenAsync(db, id, phrases, cancellation))
                return AgentSetupError.PhraseTaken;
            var complaint = await db.Set<Complaint>().SingleOrDefaultAsync(c => c.Id == id, cancellation);
            if (complaint is null && request.Version is not null)
                return AgentSetupError.NotFound;
            if (complaint is not null && request.Version is null)
                return AgentSetupError.ChangedMeanwhile;
            var written = string.Join('\n', phrases);
            if (complaint is null)
            {
                db.Add(new Complaint(writer.Tenant.Id, id) { Phrases = written, ServiceId = service });
                return null;
            }

            db.Entry(complaint).Property(c => c.Version).OriginalValue = request.Version!.Value;
            (complaint.Phrases, complaint.ServiceId) = (written, service);
            // a save that changes nothing asks for the version too
            db.Entry(complaint).Property(c => c.Phrases).IsModified = true;
            return null;
        }, cancellation);
    }

    /// <summary>The phrases of a box: commas part them as lines do.</summary>
    internal static string[] Split(string typed) => TypedLines.Of(typed.Replace(',', '\n').Replace('،', '\n'));

    internal static AgentSetupError? Check(string[] phrases) =>
        phrases.Length == 0 || !phrases.All(TypedLines.SaysSomething) ? AgentSetupError.PhrasesMissing
        : phrases.Length > MostPhrases || phrases.Any(phrase => phrase.Length > LongestPhrase) ? AgentSetupError.PhrasesTooLong
        : null;

    static async Task<bool> IsTakenAsync(PortalDbContext db, ComplaintId id, string[] phrases, CancellationToken cancellation)
    {
        var mine = phrases.Select(phrase => Utterance.Of(phrase).Folded).ToHashSet();
        var others = await db.Set<Complaint>().Where(c => c.Id != id).Select(c => c.Phrases).ToListAsync(cancellation);
        return others.SelectMany(Split).Any(phrase => mine.Contains(Utterance.Of(phrase).Folded));
    }
}
