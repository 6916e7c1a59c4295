using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking.Rush;

/// <summary>What the booking needs to know of the person, and what else it is told. Kept with the ticket while it waits, and written into no log.</summary>
/// <param name="Patient">Chosen among the people of a proved phone; else <paramref name="Name"/> and <paramref name="Phone"/> say who.</param>
/// <param name="Language"><c>ar</c> or <c>en</c>.</param>
public sealed record TicketDetails(Guid? Patient, string? Name, string? Phone, string Language)
{
    static readonly JsonSerializerOptions Json = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <summary>Whether the phone was proved: else the booking is proposed, and the desk calls.</summary>
    public bool Proved { get; init; }

    /// <summary>For any practitioner: whom to try first, as the search offered it.</summary>
    public Guid? Preferred { get; init; }

    /// <summary>Whose hold, if any, is turned into the booking.</summary>
    public Guid? Visitor { get; init; }

    /// <summary>The branch; null for any.</summary>
    public Guid? Location { get; init; }

    /// <summary>As typed, where the service asks for it and it was not known.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <inheritdoc cref="BirthDate"/>
    public Gender? Gender { get; init; }

    public string? Note { get; init; }

    internal string Write() => JsonSerializer.Serialize(this, Json);

    internal static TicketDetails Read(string json) => JsonSerializer.Deserialize<TicketDetails>(json, Json)!;

    // a record would say everything about the person wherever it is put into a text
    public override string ToString() => nameof(TicketDetails);
}
