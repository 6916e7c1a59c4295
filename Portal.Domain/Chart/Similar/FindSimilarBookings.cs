using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Similar;

/// <summary>Earlier bookings by what they were about: as somebody would say it, "the lady with the knee", or as another booking is. For the desk, and for doctors.</summary>
public sealed class FindSimilarBookings(IDbContextFactory<PortalDbContext> contexts, SearchAcross search, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int LongestText = 300;

    const string RecallAction = "booking.recall", SimilarAction = "booking.similar";
    const int Most = 20;

    // every booking is written with much the same words: one of these says that there is more to it; and what is half as good as the best is about something else
    const double SaidFloor = 0.25, LikeFloor = 0.35, OfBest = 0.5;

    public sealed record Request
    {
        /// <param name="text">What somebody remembers of it.</param>
        public Request(string text) => Text = text;

        /// <param name="like">A booking that is like them; only those before it are meant.</param>
        public Request(AppointmentId like) => Like = like;

        public string? Text { get; }

        public AppointmentId? Like { get; }
    }

    /// <param name="Score">By its words and by its likeness together.</param>
    public sealed record Found(DeskAppointment Appointment, double Score);

    /// <returns>The likest first, and of those about as like the newest.</returns>
    public async Task<Result<IReadOnlyList<Found>, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var action = request.Like is null ? RecallAction : SimilarAction;
        var subject = request.Like is null ? null : "appointment";
        if (!caller.IsDesk)
            return await audit.RefuseAsync(action, ChartError.Forbidden, subject, request.Like?.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (text, words, before) = (request.Text?.Trim() ?? "", request.Text, clock.GetUtcNow().ToInstant());
        if (request.Like is { } like)
        {
            if (await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => a.Id == like)).SingleOrDefaultAsync(cancellation) is not { } own)
                return ChartError.NotFound;
            (text, before) = ($"{own.ServiceAr} {own.ServiceEn} {own.Note}", Instant.Min(before, own.Start));
            words = string.IsNullOrWhiteSpace(own.Note) ? text : own.Note; // very many have the same service
        }
        else if (text.Length is 0 or > LongestText)
        {
            return ChartError.Invalid;
        }

        await audit.RecordAsync(action, AuditEntry.Done, subject, request.Like?.Value, cancellation: cancellation);
        var near = await search.FindAsync(new(text, SearchAcross.Most, [SourceKind.Appointment], Asked: request.Like is null), cancellation);
        var said = SaidInTexts.Of(SearchQuestion.Of(words!), near.ConvertAll(passage => passage.Text));
        var scores = near.Zip(said).Where(found => found.Second >= SaidFloor || found.First.Likeness >= LikeFloor)
            .ToDictionary(found => AppointmentId.From(found.First.SourceId), found => found.Second + found.First.Likeness);
        var ids = scores.Keys.ToList();
        var bookings = await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => ids.Contains(a.Id) && a.StartsAt < before && a.Id != request.Like)).ToListAsync(cancellation);
        var best = bookings.Select(booking => scores[booking.Id]).DefaultIfEmpty().Max();
        return bookings.Select(booking => new Found(booking, scores[booking.Id])).Where(found => found.Score >= best * OfBest)
            .OrderByDescending(found => Math.Round(found.Score, 1)).ThenByDescending(found => found.Appointment.Start).Take(Most).ToList();
    }
}
