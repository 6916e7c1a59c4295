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

    /// <summary>Booked, and the patient has said that they will come.</summary>
    Confirmed,

    /// <summary>At the desk.</summary>
    Arrived,

    /// <summary>Received by the desk, in the waiting room.</summary>
    Waiting,

    /// <summary>With the practitioner.</summary>
    InConsult,
    Fulfilled,
    NoShow,
    Cancelled,
}

/// <summary>What a visit is to its patient: how long it takes and what it costs may follow from it.</summary>
public enum VisitKind
{
    /// <summary>The patient's first at the clinic.</summary>
    New,
    Returning,

    /// <summary>Back at the same practitioner for the same matter within the service's revisit window.</summary>
    FollowUp,
}

/// <summary>On whose side an appointment was called off, whoever entered it.</summary>
public enum CancelledBy
{
    Patient,
    Clinic,
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

    /// <summary>What it claims: its own time and the buffers around it.</summary>
    public required Interval Occupied { get; init; }

    public Guid? RoomId { get; init; }

    public Guid? DeviceId { get; init; }

    public required AppointmentStatus Status { get; init; }

    public required BookingSource Source { get; init; }

    public required VisitKind VisitKind { get; init; }

    public decimal? Price { get; init; }

    /// <summary>Asked for in advance, in the tenant's currency; whether it was paid is the desk's book to say.</summary>
    public decimal? Deposit { get; init; }

    public string? Note { get; init; }

    public string? CancelReason { get; init; }

    public CancelledBy? CancelledBy { get; init; }

    /// <summary>Why the desk squeezed it in over another one; null again once it has its place to itself.</summary>
    public string? OverbookReason { get; init; }

    /// <summary>The sessions that were booked together with it.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>The session it has a place in; its number there is its <see cref="Seat"/>'s. Null where it has a time of its own.</summary>
    public SessionId? SessionId { get; init; }

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
            table.HasCheckConstraint("appointments_status", "status in ('Proposed','Booked','Confirmed','Arrived','Waiting','InConsult','Fulfilled','NoShow','Cancelled')");
            table.HasCheckConstraint("appointments_cancelled_by", "(status = 'Cancelled') = (cancelled_by is not null)");
        });
        appointment.HasKey(a => new { a.TenantId, a.Id });
        appointment.Property(a => a.Id).ValueGeneratedNever();
        appointment.Property(a => a.Status).HasConversion<string>().HasMaxLength(16);
        appointment.Property(a => a.Source).HasConversion<string>().HasMaxLength(16);
        appointment.Property(a => a.VisitKind).HasConversion<string>().HasMaxLength(16);
        appointment.Property(a => a.CancelledBy).HasConversion<string>().HasMaxLength(16);
        appointment.Property(a => a.Price).HasPrecision(12, 2);
        appointment.Property(a => a.Deposit).HasPrecision(12, 2);
        appointment.HasIndex(a => new { a.TenantId, a.PractitionerId, a.StartsAt });
        appointment.HasIndex(a => new { a.TenantId, a.PatientId, a.StartsAt });
        appointment.HasIndex(a => new { a.TenantId, a.RoomId, a.StartsAt }).HasFilter("room_id IS NOT NULL");
        appointment.HasIndex(a => new { a.TenantId, a.SeriesId }).HasFilter("series_id IS NOT NULL");
        appointment.HasOne<Resource>().WithMany().HasForeignKey(a => new { a.TenantId, a.RoomId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Resource>().WithMany().HasForeignKey(a => new { a.TenantId, a.DeviceId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasIndex(a => new { a.TenantId, a.SessionId }).HasFilter("session_id IS NOT NULL");
        appointment.HasOne<Session>().WithMany().HasForeignKey(a => new { a.TenantId, a.SessionId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Practitioner>().WithMany().HasForeignKey(a => new { a.TenantId, a.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Service>().WithMany().HasForeignKey(a => new { a.TenantId, a.ServiceId }).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Patient>().WithMany().HasForeignKey(a => new { a.TenantId, a.PatientId }).OnDelete(DeleteBehavior.Restrict);
    }
}
