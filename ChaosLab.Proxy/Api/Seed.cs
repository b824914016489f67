using System.Text.Json;
using ChaosLab.Proxy.Edges;

namespace ChaosLab.Proxy.Api;

/// <summary>The seed of a proxy or of a toxic.</summary>
internal static class Seed
{
    /// <summary>The seed in the JSON; null without one.</summary>
    /// <exception cref="ApiError">It is no whole number from 0 to 2^53.</exception>
    public static long? Read(JsonElement body)
    {
        if (!body.TryGetProperty("seed", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seed) && seed is >= 0 and <= Edge.MostSeed
            ? seed
            : throw ApiError.BadBody($"'seed' must be a whole number from 0 to {Edge.MostSeed}");
    }
}
