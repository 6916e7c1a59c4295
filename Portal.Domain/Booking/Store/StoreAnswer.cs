using NodaTime;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking.Store;

/// <summary>What a function answered: its outcome's word, and the appointment where there is one.</summary>
readonly record struct StoreAnswer(string Outcome, AppointmentState? Appointment)
{
    const string State = "id, practitioner_id, service_id, patient_id, starts_at, ends_at, status, version";

    /// <summary>The columns of <c>appointment_answer</c>, in the order they are read.</summary>
    public const string Columns = $"outcome, {State}";

    /// <summary>The same of what became of a command before, which may be nothing.</summary>
    public const string ColumnsOrNew = $"coalesce(outcome, '{StoreOutcomes.New}'), {State}";

    public static StoreAnswer Read(NpgsqlDataReader reader) => new(reader.GetString(0), AppointmentOf(reader));

    public static AppointmentState? AppointmentOf(NpgsqlDataReader reader) => reader.IsDBNull(1)
        ? null
        : new(
            AppointmentId.From(reader.GetGuid(1)), PractitionerId.From(reader.GetGuid(2)), ServiceId.From(reader.GetGuid(3)), PatientId.From(reader.GetGuid(4)),
            reader.GetFieldValue<Instant>(5), reader.GetFieldValue<Instant>(6), Enum.Parse<AppointmentStatus>(reader.GetString(7)), reader.GetInt32(8));
}
