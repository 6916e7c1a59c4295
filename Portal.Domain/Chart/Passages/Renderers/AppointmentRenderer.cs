using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Passages.Renderers;

sealed class AppointmentRenderer(RenderingScope scope) : PassageRenderer
{
    public override SourceKind Kind => SourceKind.Appointment;

    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        var (wanted, style) = (sources.Select(AppointmentId.From).ToList(), await scope.StyleAsync(cancellation));
        await using var db = await scope.OpenAsync(cancellation);
        var appointments = await db.Set<Appointment>().Where(a => wanted.Contains(a.Id)).ToListAsync(cancellation);
        var services = appointments.Select(a => a.ServiceId).Distinct().ToList();
        var names = await db.Set<Service>().Where(s => services.Contains(s.Id)).Select(s => new { s.Id, s.NameAr, s.NameEn }).ToDictionaryAsync(s => s.Id, s => (s.NameAr, s.NameEn), cancellation);
        var doctors = await RenderingScope.DoctorsAsync(db, appointments.Select(a => a.PractitionerId), cancellation);
        return [.. appointments.Select(a => new RenderedSource(a.Id.Value, a.PatientId, [AppointmentPassage.Of(a, doctors[a.PractitionerId], names[a.ServiceId], style)]))];
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) => scope.ListAsync("appointments", patient, after, most, cancellation);
}
