using NodaTime;
using NodaTime.Extensions;
using NpgsqlTypes;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Rush;

/// <summary>
/// Accepts a wish to book and gives a ticket for it: one round trip that looks at nothing which others fight over. What becomes of it is settled by
/// <see cref="WorkTicket"/>, with the same key. For patients and visitors; the desk books.
/// </summary>
public sealed class TakeTicket(
    BookingRulesSource rules, FunctionCalls functions, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    static readonly FunctionCall TakeSql = FunctionCall.Of("outcome, id", $"take_ticket({StoreParameters.Places(15)})");

    // by far longer than a line ever is
    static readonly Duration KeepsHold = Duration.FromMinutes(15);

    /// <param name="CommandKey">New for each form; sent twice, there is one ticket.</param>
    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Start">The wished time, or when the session of a turn begins.</param>
    public sealed record Request(Guid CommandKey, ServiceId Service, PractitionerId? Practitioner, Instant Start, BookingSource Source, TicketDetails Details)
    {
        /// <summary>A turn of the practitioner's session.</summary>
        public bool IsTurn { get; init; }
    }

    public async Task<Result<BookingTicketId, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await TakeAsync(request, cancellation);
        if (!result.Succeeded)
            return await audit.RefuseAsync("ticket.take", result.Error, "service", request.Service.Value, cancellation);
        changes.Publish(new(tenant.Id, Topics.BookingTickets, result.Value.Value));
        return result;
    }

    async Task<Result<BookingTicketId, BookingError>> TakeAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind is not (CallerKind.Patient or CallerKind.Visitor))
            return BookingError.Forbidden;
        var line = RushLines.Of(await rules.GetAsync(cancellation), request.Service, request.Practitioner);
        if (line.Length == 0 || request is { IsTurn: true, Practitioner: null })
            return BookingError.NotOffered;
        var now = clock.GetUtcNow().ToInstant();
        var details = request.Details with { Proved = caller.Kind == CallerKind.Patient, Phone = caller.Phone ?? request.Details.Phone };
        var (outcome, id) = await functions.CallAsync(
            TakeSql,
            (parameters, _) => parameters.With(BookingTicketId.New().Value).With(request.CommandKey).With(Hash(request, details)).With(request.Service.Value)
                .WithMaybe(request.Practitioner?.Value).With(line).With(request.Start).With(request.IsTurn).WithText(request.Source.ToString())
                .WithMaybe(details.Write(), NpgsqlDbType.Jsonb).WithMaybe(details.Visitor).With(now).With(now + KeepsHold)
                .WithText(caller.Kind.ToString()).With(Guid.CreateVersion7()),
            reader => (reader.GetString(0), reader.GetGuid(1)), cancellation);
        return outcome == "key_reused" ? BookingError.KeyReused : BookingTicketId.From(id);
    }

    static byte[] Hash(Request request, TicketDetails details)
    {
        var hash = new RequestHash(stackalloc byte[192]);
        hash.Add(details.Patient ?? Guid.Empty);
        hash.Add(details.Name);
        hash.Add(details.Phone);
        hash.Add(request.Service.Value);
        hash.Add(request.Practitioner?.Value ?? Guid.Empty);
        hash.Add(request.Start.ToUnixTimeTicks());
        hash.Add(request.IsTurn ? 1 : 0);
        hash.Add(details.Note);
        hash.Add(details.Location ?? Guid.Empty);
        return hash.ToArray();
    }
}
