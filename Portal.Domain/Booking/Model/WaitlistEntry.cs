using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public enum WaitlistState
{
    Waiting,

    /// <summary>A time is kept for the patient, who has not answered yet.</summary>
    Offered,

    /// <summary>An offer was taken.</summary>
    Accepted,

    /// <summary>Taken off the list, by whom <see cref="WaitlistEntry.ClosedBy"/> says.</summary>
    Withdrawn,

    /// <summary>The last of the wished days has passed.</summary>
    Expired,
}

/// <summary>Who took somebody off the list.</summary>
public enum WaitlistCloser
{
    Patient,
    Clinic,

    /// <summary>The patient booked the same service meanwhile.</summary>
    Booking,
}

/// <summary>
/// Somebody who waits for a time of a service to come free. First come, first offered: the place in the list is the moment of joining and is
/// kept when wishes change. One open entry a patient, service and practitioner.
/// </summary>
public sealed class WaitlistEntry(TenantId tenantId, WaitlistEntryId id) : TenantOwned(tenantId)
{
    public WaitlistEntryId Id { get; } = id;

    public required PatientId PatientId { get; init; }

    public required ServiceId ServiceId { get; init; }

    /// <summary>Null for any.</summary>
    public required PractitionerId? PractitionerId { get; init; }

    /// <summary>First wished day, of the clinic.</summary>
    public LocalDate FromDate { get; private set; }

    /// <summary>Last wished day.</summary>
    public LocalDate ToDate { get; private set; }

    public Weekdays Days { get; private set; }

    /// <summary>The earliest start on a day; null, with <see cref="ToTime"/>, for any.</summary>
    public LocalTime? FromTime { get; private set; }

    /// <summary>Starts before this; at or before <see cref="FromTime"/> it runs past midnight.</summary>
    public LocalTime? ToTime { get; private set; }

    public required BookingSource Source { get; init; }

    /// <summary>Decides the place in the list.</summary>
    public required Instant CreatedAt { get; init; }

    public WaitlistState State { get; private set; }

    /// <summary>For a withdrawn one.</summary>
    public WaitlistCloser? ClosedBy { get; private set; }

    /// <summary>What became of an accepted offer.</summary>
    public AppointmentId? AppointmentId { get; private set; }

    public uint Version { get; private init; }

    public WaitlistWishes Wishes
    {
        get => new(PractitionerId, FromDate, ToDate, Days, FromTime, ToTime);
        set => (FromDate, ToDate, Days, FromTime, ToTime) = (value.From, value.To, value.Days, value.FromTime, value.ToTime);
    }

    public bool IsOpen => State is WaitlistState.Waiting or WaitlistState.Offered;

    public void Offer() => State = WaitlistState.Offered;

    /// <summary>The offer came to nothing; the place in the list is the old one.</summary>
    public void WaitAgain() => (State, AppointmentId) = (WaitlistState.Waiting, null);

    public void Accept() => State = WaitlistState.Accepted;

    public void Booked(AppointmentId appointment) => (State, AppointmentId) = (WaitlistState.Accepted, appointment);

    public void Withdraw(WaitlistCloser by) => (State, ClosedBy) = (WaitlistState.Withdrawn, by);

    public void Expire() => State = WaitlistState.Expired;
}

sealed class WaitlistEntryMapping : IEntityTypeConfiguration<WaitlistEntry>
{
    public void Configure(EntityTypeBuilder<WaitlistEntry> entry)
    {
        entry.ToTable("waitlist_entries", table =>
        {
            table.HasCheckConstraint("waitlist_entries_days", "from_date <= to_date and days between 1 and 127");
            table.HasCheckConstraint("waitlist_entries_times", "(from_time is null) = (to_time is null)");
            table.HasCheckConstraint("waitlist_entries_state", "state in ('Waiting','Offered','Accepted','Withdrawn','Expired')");
        });
        entry.HasKey(e => new { e.TenantId, e.Id });
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.State).HasConversion<string>().HasMaxLength(16);
        entry.Property(e => e.ClosedBy).HasConversion<string>().HasMaxLength(16);
        entry.Property(e => e.Source).HasConversion<string>().HasMaxLength(16);
        entry.Property(e => e.Version).IsRowVersion();
        entry.Ignore(e => e.Wishes);
        entry.Ignore(e => e.IsOpen);
        entry.HasIndex(e => new { e.TenantId, e.PatientId, e.ServiceId, e.PractitionerId }).IsUnique().AreNullsDistinct(false)
            .HasFilter("state in ('Waiting','Offered')").HasDatabaseName("waitlist_entries_open");
        entry.HasIndex(e => new { e.TenantId, e.CreatedAt }).HasFilter("state in ('Waiting','Offered')").HasDatabaseName("waitlist_entries_in_order");
        entry.HasOne<Patient>().WithMany().HasForeignKey(e => new { e.TenantId, e.PatientId }).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Service>().WithMany().HasForeignKey(e => new { e.TenantId, e.ServiceId }).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Practitioner>().WithMany().HasForeignKey(e => new { e.TenantId, e.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Appointment>().WithMany().HasForeignKey(e => new { e.TenantId, e.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
