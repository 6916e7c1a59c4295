namespace Portal.Domain.Platform.Data;

/// <summary>Where the database is, for the one connection that comes from no pool: the listener's.</summary>
sealed record DatabaseAddress(string ConnectionString)
{
    // the password stays out of logs
    public override string ToString() => nameof(DatabaseAddress);
}
