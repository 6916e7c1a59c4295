using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>FHIR's words for the states of an appointment, as far as the Portal uses them.</summary>
public enum AppointmentStatus
{
    /// <summary>Kept for the patient, who has not proved the phone; the desk will call.</summary>
    Proposed,
    Booked,
    Arrived,
    Fulfilled,
    NoShow,
    Cancelled,
}

/// <summary>Where a booking was made.</summary>
public enum BookingSource
{
    Site,
    Desk,
    Patient,
    WalkIn,
    Agent,
}

/// <summary>
/// A patient's time with a practitioner. Written by the SQL functions of this module in one round trip (see Booking/Sql); each change
/// adds the full state after it to <see cref="AppointmentEvent"/>.
/// </summary>
public sealed class Appointment(TenantId tenantId, AppointmentId id) : TenantOwned(tenantId)
{
    public AppointmentId Id { get; } = id;

    public required PractitionerId PractitionerId { get; init; }

    public required ServiceId ServiceId { get; init; }

    public required PatientId PatientId { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required AppointmentStatus Status { get; init; }

    public required BookingSource Source { get; init; }

    public decimal? Price { get; init; }

    public string? Note { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>Counts the changes, from 1; the version a change was made on is compared before it is applied.</summary>
    public required int Version { get; init; }

    public required Instant CreatedAt { get; init; }
}

sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("appointments", table =>
        {
            table.HasCheckConstraint("appointments_order", "starts_at < ends_at");
            table.HasCheckConstraint("appointments_status", "status in ('Proposed','Booked','Arrived','Fulfilled','NoShow','Cancelled')");
        });
        appointment.HasKey(a => new { a.TenantId, a.Id });
        appointment.Property(a => a.Id).ValueGeneratedNever();
        appointment.Property(a => a.Status).HasConversion<string>().HasMaxLength(16);
        appointment.Property(a => a.Source).HasConversion<string>().HasMaxLength(16);
        appointment.Property(a => a.Price).HasPrecision(12, 2);
        appointment.HasIndex(a => new { a.TenantId, a.PractitionerId, a.StartsAt });
        appointment.HasIndex(a => new { a.TenantId, a.PatientId, a.StartsAt });
        appointment.HasOne<Practitioner>().WithMany().HasForeignKey(a => new { a.TenantId, a.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Service>().WithMany().HasForeignKey(a => new { a.TenantId, a.ServiceId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Patient>().WithMany().HasForeignKey(a => new { a.TenantId, a.PatientId }).OnDelete(DeleteBehavior.Restrict);
    }
}
