using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy.Model;

namespace Portal.Tests.Support;

/// <summary>A clinic in Cairo, open Saturday to Thursday 9–17, with some practitioners who all offer one service of 30 minutes at 300 EGP.</summary>
public sealed record TestClinic
{
    public required TestPortal Portal { get; init; }

    public required TenantId Id { get; init; }

    public required string Slug { get; init; }

    public required IReadOnlyList<PractitionerId> Practitioners { get; init; }

    public required ServiceId Service { get; init; }

    public required PatientId Patient { get; init; }

    public const string PatientPhone = "+201001234567";

    public static async Task<TestClinic> CreateAsync(TestPortal portal, int practitioners = 2, int step = 30, string zone = "Africa/Cairo")
    {
        var id = TenantId.New();
        var slug = $"clinic-{id.Value.ToString("N")[^13..]}"; // the end: an id begins with the time, and several are made at one
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(id);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        db.Add(new Tenant
        {
            Id = id, Slug = slug, Kind = TenantKind.Clinic, NameAr = "عيادة", NameEn = "Clinic", TimeZone = zone,
            DefaultLanguage = "ar", Country = "EG", Currency = "EGP", BrandColour = "#0f766e",
        });
        db.Add(new BookingSettings(id) { StepMinutes = step });
        var service = new Service(id, ServiceId.New()) { NameAr = "كشف", NameEn = "Consultation", Minutes = 30, Price = 300, Colour = "#0f766e" };
        db.Add(service);
        var ids = new List<PractitionerId>();
        for (var i = 0; i < practitioners; i++)
        {
            var practitioner = new Practitioner(id, PractitionerId.New()) { NameAr = $"طبيب {i}", NameEn = $"Doctor {i}", Colour = "#334155", Position = i };
            ids.Add(practitioner.Id);
            db.Add(practitioner);
            db.Add(new PractitionerService(id, practitioner.Id, service.Id));
            var schedule = new WeeklySchedule(id, Guid.CreateVersion7(), practitioner.Id);
            foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(d => d is not (IsoDayOfWeek.None or IsoDayOfWeek.Friday)))
                schedule.Hours.Add(new WeeklyHours(id, schedule.Id, day, new LocalTime(9, 0)) { To = new LocalTime(17, 0) });
            db.Add(schedule);
        }

        var patient = new Patient(id, PatientId.New()) { Name = "منى السيد", Phone = PatientPhone, Language = "ar", CreatedAt = portal.Clock.GetUtcNow().ToInstant() };
        db.Add(patient);
        db.AddRange(PatientKeys.Of(patient));
        await db.SaveChangesAsync();
        return new TestClinic { Portal = portal, Id = id, Slug = slug, Practitioners = ids, Service = service.Id, Patient = patient.Id };
    }
}
