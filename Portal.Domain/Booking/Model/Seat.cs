using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>A patient's place in a session: the number on the slip, and the place in the line, which may become another one.</summary>
/// <remarks>Written by the SQL functions of this module alone. That its appointment exists is checked when the booking commits.</remarks>
public sealed class Seat(TenantId tenantId, SessionId sessionId, int number) : TenantOwned(tenantId)
{
    public SessionId SessionId { get; } = sessionId;

    /// <summary>From 1; never above the session's capacity, but for an urgent insert.</summary>
    public int Number { get; } = number;

    public required AppointmentId AppointmentId { get; init; }

    /// <summary>Who is in front of whom, ascending; those with the same by number.</summary>
    public required int Rank { get; init; }

    /// <summary>An urgent insert, over and above the places.</summary>
    public required bool Extra { get; init; }

    /// <summary>Why it was put in front.</summary>
    public string? Reason { get; init; }

    /// <summary>The how-manieth to be called in this session; null for who was not called yet, or is back in the line.</summary>
    public int? Called { get; init; }

    /// <summary>How often the number was called and nobody came.</summary>
    public required int Skipped { get; init; }
}

sealed class SeatMapping : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> seat)
    {
        seat.ToTable("seats", table => table.HasCheckConstraint("seats_number", "number between 1 and 1000"));
        seat.HasKey(s => new { s.TenantId, s.SessionId, s.Number });
        seat.Property(s => s.Number).ValueGeneratedNever();
        seat.HasIndex(s => new { s.TenantId, s.AppointmentId }).IsUnique();
        seat.HasOne<Session>().WithMany().HasForeignKey(s => new { s.TenantId, s.SessionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
