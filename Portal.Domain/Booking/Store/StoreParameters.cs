using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Booking.Store;

/// <summary>Parameters of the SQL functions, typed so that the driver need not guess.</summary>
static class StoreParameters
{
    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value) where T : notnull
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    /// <summary><c>$1, $2, …</c> for so many parameters.</summary>
    public static string Places(int count) => string.Join(", ", Enumerable.Range(1, count).Select(place => $"${place}"));

    public static NpgsqlParameterCollection WithText(this NpgsqlParameterCollection parameters, string? value) => parameters.WithMaybe(value, NpgsqlDbType.Text);

    public static NpgsqlParameterCollection WithMaybe(this NpgsqlParameterCollection parameters, Guid? value) =>
        value is { } id ? parameters.With(id) : parameters.WithMaybe(null, NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection WithMaybe(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return parameters;
    }

    /// <summary>Who acts, and the id of the audit row: made here so that ids follow the order of time.</summary>
    public static NpgsqlParameterCollection WithActor(this NpgsqlParameterCollection parameters, Caller caller) => parameters
        .WithText(caller.Kind.ToString()).WithMaybe(caller.UserId?.Value).With(Guid.CreateVersion7());

    public static NpgsqlParameterCollection WithSession(this NpgsqlParameterCollection parameters, SessionWish at) => parameters
        .With(Guid.CreateVersion7()).With(at.Practitioner.Value).WithText(at.Kind.ToString()).WithMaybe(at.OfService?.Value)
        .With(at.Start).With(at.End).With(at.Occupied.Start).With(at.Occupied.End).WithMaybe(at.Capacity, NpgsqlDbType.Integer).With(at.Rooms);
}
