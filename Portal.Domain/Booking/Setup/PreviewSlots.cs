using System.Collections.Frozen;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Booking.Setup;

/// <summary>Which times would be free if what is on the form were saved. Nothing is written. For administrators; others see none.</summary>
public sealed class PreviewSlots(FindSlots find, BookingRulesSource rules, Caller caller)
{
    /// <param name="Schedule">The schedule on the form, in place of the saved one with the same dates; null to leave the hours as they are.</param>
    /// <param name="Service">The service's length and buffers on the form; null to leave them as they are.</param>
    /// <param name="Policy">The booking settings on the form; null likewise.</param>
    public sealed record Request(
        PractitionerId Practitioner, ServiceId? OfService, DateInterval Days, ScheduleRule? Schedule = null, ServiceRule? Service = null, BookingPolicy? Policy = null);

    public async Task<IReadOnlyList<Slot>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return [];
        var current = await rules.GetAsync(cancellation);
        if (!current.Practitioners.TryGetValue(request.Practitioner, out var practitioner))
            return [];
        if (request.Schedule is { } drafted)
            practitioner = practitioner with { Schedules = [.. practitioner.Schedules.Where(s => (s.From, s.To) != (drafted.From, drafted.To)), drafted] };
        var service = request.Service ?? Offered(current, request);
        if (service is null)
            return [];
        var changed = current with
        {
            Policy = request.Policy ?? current.Policy,
            Practitioners = current.Practitioners.Values.Select(p => p.Id == practitioner.Id ? practitioner : p).ToFrozenDictionary(p => p.Id),
            Services = current.Services.Values.Where(s => s.Id != service.Id).Append(service with { Practitioners = [practitioner.Id] }).ToFrozenDictionary(s => s.Id),
        };
        return await find.ExecuteAsync(new(service.Id, request.Practitioner, request.Days), changed, cancellation);
    }

    static ServiceRule? Offered(BookingRules current, Request request) => request.OfService is { } id
        ? current.Services.GetValueOrDefault(id)
        : current.Services.Values.Where(s => s.Practitioners.Contains(request.Practitioner)).OrderBy(s => s.Length).FirstOrDefault();
}
