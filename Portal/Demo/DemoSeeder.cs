using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Tenancy.Model;

namespace Portal.Demo;

/// <summary>Makes the demonstration tenants that are not there yet and fills the days around today. Run again, it only tops up.</summary>
sealed class DemoSeeder(TenantScopes scopes, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var clinic in DemoClinics.All)
        {
            var id = await FindOrAddAsync(clinic, cancellation);
            await scopes.RunAsync(id, async services =>
            {
                await SeedAccountsAsync(services, clinic, cancellation);
                if (clinic.Knowledge is { } knowledge)
                    await ActivatorUtilities.CreateInstance<DemoFrontDesk>(services, clock).FillAsync(clinic, knowledge, cancellation);
                if (clinic.Doctors.Length == 0)
                    return;
                await ActivatorUtilities.CreateInstance<DemoWeek>(services, clock).FillAsync(clinic, cancellation);
                await ActivatorUtilities.CreateInstance<DemoCharts>(services, clock).FillAsync(clinic, cancellation);
                await ActivatorUtilities.CreateInstance<DemoTill>(services, clock).FillAsync(clinic, cancellation);
            });
        }
    }

    async Task<TenantId> FindOrAddAsync(DemoClinic clinic, CancellationToken cancellation)
    {
        await using var scope = scopes.Open(clinic.Tenant.Id);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        if (await db.Set<Tenant>().Where(t => t.Slug == clinic.Tenant.Slug).Select(t => (Guid?)t.Id.Value).SingleOrDefaultAsync(cancellation) is { } there)
            return TenantId.From(there);
        db.Add(clinic.Tenant);
        db.Add(new BookingSettings(clinic.Tenant.Id) { StepMinutes = clinic.StepMinutes });
        AddCalendar(db, clinic);
        AddPatients(db, clinic);
        await db.SaveChangesAsync(cancellation);
        return clinic.Tenant.Id;
    }

    static void AddCalendar(PortalDbContext db, DemoClinic clinic)
    {
        var tenant = clinic.Tenant.Id;
        var services = clinic.Services.Select((s, i) => new Service(tenant, ServiceId.New())
        {
            NameAr = s.Ar, NameEn = s.En, DescriptionAr = s.AboutAr, DescriptionEn = s.AboutEn, Minutes = s.Minutes, BufferAfter = s.BufferAfter, Price = s.Price,
            Colour = s.Colour, Position = i,
        }).ToArray();
        db.AddRange(services.AsEnumerable<object>());
        foreach (var (doctor, position) in clinic.Doctors.Select((d, i) => (d, i)))
        {
            var practitioner = new Practitioner(tenant, PractitionerId.New())
            {
                NameAr = doctor.Ar, NameEn = doctor.En, SpecialtyAr = doctor.SpecialtyAr, SpecialtyEn = doctor.SpecialtyEn, Colour = doctor.Colour, Position = position,
            };
            db.Add(practitioner);
            db.AddRange(doctor.Offers.Select(i => new PractitionerService(tenant, practitioner.Id, services[i].Id)));
            db.Add(Schedule(tenant, practitioner.Id, doctor.Week));
            if (doctor.Ramadan is { } ramadan)
            {
                var other = Schedule(tenant, practitioner.Id, ramadan);
                (other.Label, other.ValidFrom, other.ValidTo) = ("رمضان", DemoClinics.RamadanBegins, DemoClinics.RamadanEnds);
                db.Add(other);
            }
        }

        db.AddRange(clinic.Holidays.Select(h => new Holiday(tenant, h.Date) { NameAr = h.Ar, NameEn = h.En }));
    }

    static WeeklySchedule Schedule(TenantId tenant, PractitionerId practitioner, string hours)
    {
        var schedule = new WeeklySchedule(tenant, Guid.CreateVersion7(), practitioner);
        schedule.Hours.AddRange(DemoHours.Parse(hours).Select(h => new WeeklyHours(tenant, schedule.Id, h.Day, h.From) { To = h.To, Turns = h.Turns }));
        return schedule;
    }

    void AddPatients(PortalDbContext db, DemoClinic clinic)
    {
        db.AddRange(DemoConsents.Texts.Select(text => new ConsentText(clinic.Tenant.Id, Guid.CreateVersion7())
        {
            Kind = text.Kind, Number = 1, TextAr = text.Ar, TextEn = text.En, PublishedAt = clock.GetUtcNow().ToInstant(),
        }));
        string[] networks = ["10", "11", "12", "15"];
        foreach (var (name, i) in clinic.PatientNames.Select((name, i) => (name, i)))
        {
            // every fifth shares the phone of the one before: a family
            var number = i % 5 == 4 ? i - 1 : i;
            var patient = new Patient(clinic.Tenant.Id, PatientId.New())
            {
                Name = name, Phone = $"+20{networks[number % 4]}{5550000 + number * 37:00000000}", Language = name[0] < 128 ? "en" : "ar", CreatedAt = clock.GetUtcNow().ToInstant(),
            };
            db.Add(patient);
            db.AddRange(PatientKeys.Of(patient));
        }
    }

    static async Task SeedAccountsAsync(IServiceProvider services, DemoClinic clinic, CancellationToken cancellation)
    {
        var seed = services.GetRequiredService<SeedStaff>();
        foreach (var account in clinic.Staff)
        {
            var user = await seed.ExecuteAsync(new(account.Email, account.Name, DemoClinics.Password, account.Roles, clinic.Tenant.DefaultLanguage), cancellation);
            if (clinic.Doctors.FirstOrDefault(d => d.Account == account.Email) is { } doctor)
                await ConnectAsync(services, doctor, user, cancellation);
        }
    }

    static async Task ConnectAsync(IServiceProvider services, DemoDoctor doctor, UserId user, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        var practitioner = await db.Set<Practitioner>().AsTracking().FirstOrDefaultAsync(p => p.NameEn == doctor.En && p.UserId == null, cancellation);
        if (practitioner is null)
            return;
        practitioner.UserId = user;
        await db.SaveChangesAsync(cancellation);
    }
}
