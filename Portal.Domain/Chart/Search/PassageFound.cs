using NodaTime;
using Npgsql;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Search;

/// <summary>A passage that answers to a search, with what is needed to quote it and to open its source at the place.</summary>
/// <param name="Score">The two after it together: what the best is found by.</param>
/// <param name="Said">How much of what is asked for it says, the rare words before the usual ones: about 1 where it says all. Null in a search by likeness alone.</param>
/// <param name="Likeness">Cosine of the angle between it and the question, counted from what the model gives unrelated texts.</param>
public sealed record PassageFound(
    Guid Id, PatientId Patient, SourceKind Kind, Guid SourceId, int Part, string Language, LocalDate? Dated, string Text, double Score, double? Said, double Likeness)
{
    /// <inheritdoc cref="PassageBody.Of"/>
    public string Body => PassageBody.Of(Text, Dated);

    internal const string Columns = "p.id, p.patient_id, p.source_kind, p.source_id, p.part, p.language, p.dated, p.text";

    /// <summary>Reads <see cref="Columns"/> with said and likeness behind them.</summary>
    internal static PassageFound Read(NpgsqlDataReader row)
    {
        double? said = row.IsDBNull(8) ? null : row.GetDouble(8);
        var likeness = row.GetDouble(9);
        return new(row.GetGuid(0), PatientId.From(row.GetGuid(1)), Enum.Parse<SourceKind>(row.GetString(2)), row.GetGuid(3), row.GetInt32(4), row.GetString(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<LocalDate>(6), row.GetString(7), (said ?? 0) + likeness, said, likeness);
    }
}
