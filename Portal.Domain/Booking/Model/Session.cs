using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public enum SessionKind
{
    /// <summary>Patients come one after the other, by running number.</summary>
    Turns,

    /// <summary>Patients come together, to one appointment of a service for several.</summary>
    Group,
}

public enum SessionState
{
    Planned,

    /// <summary>Somebody was called.</summary>
    Open,

    /// <summary>The desk gives no more numbers; who has one is still seen.</summary>
    Closed,
    Cancelled,
}

/// <summary>
/// A stretch of a practitioner's time that several patients share. It is one claim; each patient's place in it is a <see cref="Seat"/>. Made by
/// the first booking of its window, by the SQL functions of this module.
/// </summary>
public sealed class Session(TenantId tenantId, SessionId id) : TenantOwned(tenantId)
{
    public SessionId Id { get; } = id;

    public required PractitionerId PractitionerId { get; init; }

    /// <summary>Of a group; turns are given for any service of the practitioner.</summary>
    public ServiceId? ServiceId { get; init; }

    public required SessionKind Kind { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    /// <summary>Places; urgent inserts come on top.</summary>
    public required int Capacity { get; init; }

    public Guid? RoomId { get; init; }

    public required SessionState State { get; init; }
}

sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions", table =>
        {
            table.HasCheckConstraint("sessions_order", "starts_at < ends_at and ends_at - starts_at <= interval '1 day'");
            table.HasCheckConstraint("sessions_capacity", "capacity between 1 and 500");
            table.HasCheckConstraint("sessions_state", "state in ('Planned','Open','Closed','Cancelled')");
        });
        session.HasKey(s => new { s.TenantId, s.Id });
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Kind).HasConversion<string>().HasMaxLength(16);
        session.Property(s => s.State).HasConversion<string>().HasMaxLength(16);
        session.HasIndex(s => new { s.TenantId, s.PractitionerId, s.StartsAt }).IsUnique().HasFilter("state <> 'Cancelled'");
        session.HasIndex(s => new { s.TenantId, s.StartsAt });
        session.HasOne<Practitioner>().WithMany().HasForeignKey(s => new { s.TenantId, s.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        session.HasOne<Service>().WithMany().HasForeignKey(s => new { s.TenantId, s.ServiceId }).OnDelete(DeleteBehavior.Restrict);
        session.HasOne<Resource>().WithMany().HasForeignKey(s => new { s.TenantId, s.RoomId }).OnDelete(DeleteBehavior.Restrict);
    }
}
