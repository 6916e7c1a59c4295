using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Rush.Model;

public enum TicketState
{
    /// <summary>In line.</summary>
    Waiting,

    /// <summary>Booked: <see cref="BookingTicket.AppointmentId"/>.</summary>
    Done,

    /// <summary>Not booked: <see cref="BookingTicket.Reason"/>.</summary>
    Refused,

    /// <summary>The visitor left the line before the ticket was worked off.</summary>
    Left,
}

/// <summary>
/// A wish to book that was accepted in a rush and is worked off in the order of <see cref="Number"/>. It stands in the line of every practitioner who
/// could take it. Everything about the person is in <see cref="Details"/>, which are gone once the ticket is worked off; what stays for some days
/// are ids, so that its link still answers.
/// </summary>
public sealed class BookingTicket(TenantId tenantId, BookingTicketId id) : TenantOwned(tenantId)
{
    public BookingTicketId Id { get; } = id;

    /// <summary>Counts up over all tickets; gaps mean nothing.</summary>
    public long Number { get; private init; }

    /// <summary>Of the booking too: whatever happens in between, it books once.</summary>
    public required Guid CommandKey { get; init; }

    public required byte[] RequestHash { get; init; }

    public required ServiceId ServiceId { get; init; }

    /// <summary>Null for any.</summary>
    public required PractitionerId? PractitionerId { get; init; }

    /// <summary>In whose lines it stands, in the order of their ids: the one, or all who offer the service.</summary>
    public required Guid[] Line { get; init; }

    /// <summary>The wished time, or when the session begins.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>A turn in the session that begins at <see cref="StartsAt"/>, and not a time of its own.</summary>
    public bool IsTurn { get; init; }

    public required BookingSource Source { get; init; }

    /// <summary><see cref="TicketDetails"/> as JSON, while it waits.</summary>
    public string? Details { get; private set; }

    public TicketState State { get; private set; }

    /// <summary>For a refused one; null where it could not be worked off at all.</summary>
    public BookingError? Reason { get; private set; }

    public AppointmentId? AppointmentId { get; private set; }

    public required Instant AcceptedAt { get; init; }

    public Instant? WorkedAt { get; private set; }

    /// <summary>How often working it off has failed.</summary>
    public int Attempts { get; private set; }

    public void Book(AppointmentId appointment, Instant at)
    {
        AppointmentId = appointment;
        End(TicketState.Done, at);
    }

    public void Refuse(BookingError? reason, Instant at)
    {
        Reason = reason;
        End(TicketState.Refused, at);
    }

    public void Leave(Instant at) => End(TicketState.Left, at);

    public void Fail() => Attempts++;

    void End(TicketState state, Instant at) => (State, WorkedAt, Details) = (state, at, null);
}

sealed class BookingTicketMapping : IEntityTypeConfiguration<BookingTicket>
{
    public void Configure(EntityTypeBuilder<BookingTicket> ticket)
    {
        ticket.ToTable("booking_tickets", table =>
        {
            table.HasCheckConstraint("booking_tickets_state", "state in ('Waiting','Done','Refused','Left')");
            table.HasCheckConstraint("booking_tickets_details", "state = 'Waiting' or details is null");
        });
        ticket.HasKey(t => new { t.TenantId, t.Id });
        ticket.Property(t => t.Id).ValueGeneratedNever();
        ticket.Property(t => t.Number).UseIdentityAlwaysColumn();
        ticket.Property(t => t.Source).HasConversion<string>().HasMaxLength(16);
        ticket.Property(t => t.State).HasConversion<string>().HasMaxLength(16);
        ticket.Property(t => t.Reason).HasConversion<string>().HasMaxLength(32);
        ticket.Property(t => t.Details).HasColumnType("jsonb");
        ticket.Property(t => t.Attempts).HasDefaultValue(0);
        ticket.HasIndex(t => new { t.TenantId, t.CommandKey }).IsUnique();
        ticket.HasIndex(t => new { t.TenantId, t.Number }).HasFilter("state = 'Waiting'").HasDatabaseName("booking_tickets_waiting");
        ticket.HasIndex(t => new { t.TenantId, t.WorkedAt });
        ticket.HasOne<Service>().WithMany().HasForeignKey(t => new { t.TenantId, t.ServiceId }).OnDelete(DeleteBehavior.Restrict);
        ticket.HasOne<Practitioner>().WithMany().HasForeignKey(t => new { t.TenantId, t.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        ticket.HasOne<Appointment>().WithMany().HasForeignKey(t => new { t.TenantId, t.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
