using Npgsql;
using NpgsqlTypes;

namespace Portal.Domain.Booking.Store;

/// <summary>Parameters of statements, typed so that the driver need not guess.</summary>
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
}
