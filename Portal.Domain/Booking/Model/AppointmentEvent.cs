using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>
/// One change of an appointment, with the whole state after it. It is also the memory of commands: the key and the hash of the request
/// that made it, so that the same command sent twice is answered and not done twice. Insert-only.
/// </summary>
public sealed class AppointmentEvent(TenantId tenantId, AppointmentId appointmentId, int version) : TenantOwned(tenantId)
{
    public AppointmentId AppointmentId { get; } = appointmentId;

    public int Version { get; } = version;

    /// <summary><c>booked</c>, <c>moved</c>, <c>cancelled</c>, <c>arrived</c> …</summary>
    public required string Kind { get; init; }

    public required Guid CommandKey { get; init; }

    public required byte[] RequestHash { get; init; }

    public required CallerKind ActorKind { get; init; }

    public UserId? ActorId { get; init; }

    public required Instant At { get; init; }

    /// <summary>The row of <c>appointments</c> after the change, as JSON.</summary>
    public required string After { get; init; }
}

sealed class AppointmentEventMapping : IEntityTypeConfiguration<AppointmentEvent>
{
    public void Configure(EntityTypeBuilder<AppointmentEvent> e)
    {
        e.ToTable("appointment_events");
        e.HasKey(x => new { x.TenantId, x.AppointmentId, x.Version });
        e.Property(x => x.AppointmentId).ValueGeneratedNever();
        e.Property(x => x.Version).ValueGeneratedNever();
        e.Property(x => x.ActorKind).HasConversion<string>().HasMaxLength(16);
        e.Property(x => x.After).HasColumnType("jsonb");
        e.HasIndex(x => new { x.TenantId, x.CommandKey }).IsUnique();
        e.HasOne<Appointment>().WithMany().HasForeignKey(x => new { x.TenantId, x.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
