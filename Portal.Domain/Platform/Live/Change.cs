using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Live;

/// <summary>Something of a tenant's changed; who shows it, reads it again. Carries ids and nothing else.</summary>
/// <param name="Topic">One of <see cref="Topics"/>.</param>
public readonly record struct Change(TenantId Tenant, string Topic, Guid Id);

public static class Topics
{
    public const string Appointments = "appointments";

    /// <summary>The ids name days of resources.</summary>
    public const string Calendars = "calendars";

    public const string Rules = "rules";
    public const string Messages = "messages";
    public const string Tenant = "tenant";
    public const string Conversations = "conversations";
    public const string FrontDesk = "front-desk";
    public const string Waitlist = "waitlist";
    public const string BulkChanges = "bulk-changes";
    public const string Money = "money";

    /// <summary>The ids name patients, and texts of consents.</summary>
    public const string Patients = "patients";

    public const string BookingTickets = "booking-tickets";

    /// <summary>The ids name patients.</summary>
    public const string Chart = "chart";
    public const string Documents = "documents";
}
