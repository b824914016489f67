namespace Aspire.Npgsql;

/// <summary>How a Postgres client is set up.</summary>
public sealed class NpgsqlSettings
{
    /// <summary>The connection string; <c>ConnectionStrings:{name}</c> if null.</summary>
    public string? ConnectionString { get; set; }
}
