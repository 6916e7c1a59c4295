using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>For whom a service is, how long and dear it is for them, how many of it in a day, and which rooms and devices it needs where.</summary>
public sealed class SaveServiceTerms(SetupWriter writer)
{
    /// <param name="Version">As the service was read.</param>
    /// <param name="Resources">Rooms and devices it may use; it needs one of each kind that is among them.</param>
    /// <param name="Locations">Branches where it is given; none: all.</param>
    public sealed record Request(
        ServiceId Service, uint Version, int? NewPatientMinutes, int? RevisitDays, int? FollowUpMinutes, decimal? FollowUpPrice, int? MinAge, int? MaxAge, Gender? Gender,
        int? DailyLimit, int? WeeklyLimit, decimal? Deposit, IReadOnlyCollection<Guid> Resources, IReadOnlyCollection<Guid> Locations);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("service-terms.save", "service", request.Service.Value, async db =>
        {
            if (Validate(request) is { } wrong)
                return wrong;
            if (await db.Set<Service>().SingleOrDefaultAsync(s => s.Id == request.Service, cancellation) is not { } service)
                return SetupError.NotFound;
            db.Entry(service).Property(s => s.Version).OriginalValue = request.Version;
            (service.NewPatientMinutes, service.RevisitDays, service.FollowUpMinutes, service.FollowUpPrice) =
                (request.NewPatientMinutes, request.RevisitDays, request.RevisitDays is null ? null : request.FollowUpMinutes, request.RevisitDays is null ? null : request.FollowUpPrice);
            (service.MinAge, service.MaxAge, service.Gender) = (request.MinAge, request.MaxAge, request.Gender);
            (service.DailyLimit, service.WeeklyLimit, service.Deposit) = (request.DailyLimit, request.WeeklyLimit, request.Deposit);

            var uses = await db.Set<ServiceResource>().Where(u => u.ServiceId == request.Service).ToListAsync(cancellation);
            db.RemoveRange(uses.Where(use => !request.Resources.Contains(use.ResourceId)));
            db.AddRange(request.Resources.Except(uses.Select(use => use.ResourceId)).Select(id => new ServiceResource(writer.Tenant.Id, request.Service, id)));
            var given = await db.Set<ServiceLocation>().Where(g => g.ServiceId == request.Service).ToListAsync(cancellation);
            db.RemoveRange(given.Where(at => !request.Locations.Contains(at.LocationId)));
            db.AddRange(request.Locations.Except(given.Select(at => at.LocationId)).Select(id => new ServiceLocation(writer.Tenant.Id, request.Service, id)));
            return null;
        }, cancellation);

    static SetupError? Validate(Request request) => request switch
    {
        { NewPatientMinutes: < 1 or > 1440 } or { FollowUpMinutes: < 1 or > 1440 } => SetupError.MinutesOutOfRange,
        { RevisitDays: < 1 or > 365 } => SetupError.RevisitOutOfRange,
        { FollowUpPrice: < 0 } or { Deposit: < 0 } => SetupError.PriceNegative,
        { MinAge: < 0 or > 150 } or { MaxAge: < 0 or > 150 } => SetupError.AgeOutOfRange,
        { MinAge: { } least, MaxAge: { } most } when least > most => SetupError.AgeOutOfRange,
        { DailyLimit: < 1 or > 1000 } or { WeeklyLimit: < 1 or > 5000 } => SetupError.LimitOutOfRange,
        _ => null,
    };
}
