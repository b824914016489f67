using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Edges;

/// <summary>What a store speaks.</summary>
internal static class StoreProtocol
{
    /// <exception cref="ChaosLabException">It is no store that an edge can lead to.</exception>
    public static EdgeProtocol Of(IResource store) => store switch
    {
        RedisProcessResource or RedisResource => EdgeProtocol.Redis,
        PostgresProcessResource or PostgresServerResource => EdgeProtocol.Postgres,
        _ => throw new ChaosLabException($"'{store.Name}' is neither Redis nor Postgres; an edge cannot rewrite its connection string."),
    };
}
