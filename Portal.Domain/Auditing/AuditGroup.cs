namespace Portal.Domain.Auditing;

/// <summary>What an action is about, as far as people ask by it. An action is of the group in which the first word of its name stands.</summary>
public enum AuditGroup
{
    /// <summary>Records of patients: read, asked, written.</summary>
    Records,
    Patients,
    Appointments,
    Money,

    /// <summary>Conversations of the front desk, requests, messages.</summary>
    FrontDesk,

    /// <summary>Accounts of members of staff: who signs in, who may what.</summary>
    Staff,
    Setup,

    /// <summary>Programs outside that read, and what lets them.</summary>
    Connections,

    /// <summary>The trail itself, and the Portal's own keeping.</summary>
    Trail,
}

/// <summary>Which first words of actions belong to which <see cref="AuditGroup"/>.</summary>
public static class AuditGroups
{
    static readonly Dictionary<AuditGroup, string[]> Words = new()
    {
        [AuditGroup.Records] =
        [
            "chart", "encounter", "condition", "allergy", "allergies", "medication", "observation", "immunization", "procedure", "entry", "prescription", "favourite", "document", "file", "passages",
            "my-patients", "booking",
        ],
        [AuditGroup.Patients] = ["patient", "consent_text", "code"],
        [AuditGroup.Appointments] =
            ["appointment", "waitlist", "queue", "calendar", "day", "my-day", "bulk", "series", "ticket", "display", "proposed", "time-off", "extra-hours"],
        [AuditGroup.Money] = ["receipt", "shift", "payment", "unpaid", "month"],
        [AuditGroup.FrontDesk] = ["conversation", "request", "presence", "agent", "fact", "complaint", "question", "message", "reply"],
        [AuditGroup.Staff] = ["staff"],
        [AuditGroup.Setup] =
        [
            "clinic", "practitioner", "service", "service-terms", "schedule", "holiday", "location", "resource", "places", "setup", "booking-settings", "queue-settings", "rush-settings",
            "waitlist-settings", "no-show-policy",
        ],
        [AuditGroup.Connections] = ["fhir", "feed", "api-token"],
        [AuditGroup.Trail] = ["audit", "keys", "tenants", "outbox"],
    };

    /// <summary>The first words of the group's actions.</summary>
    public static IReadOnlyList<string> WordsOf(AuditGroup group) => Words[group];

    /// <returns>Null for an action that nobody knows.</returns>
    public static AuditGroup? Of(string action)
    {
        var word = action.Split('.')[0];
        foreach (var (group, words) in Words)
            if (words.Contains(word))
                return group;
        return null;
    }
}
