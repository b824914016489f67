using System.Text.Json;

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>What a service tells its callers of one of its dependencies.</summary>
/// <param name="Available">Whether it calls it available.</param>
/// <param name="LastCall">How long its last call to it took; null before the first.</param>
internal sealed record DependencyReading(bool Available, TimeSpan? LastCall)
{
    /// <summary>Reads <c>/health?detail=true</c>; null when it does not tell of the dependency.</summary>
    /// <exception cref="JsonException">That is no such answer.</exception>
    public static DependencyReading? Read(string health, string dependency)
    {
        using var body = JsonDocument.Parse(health);
        if (!body.RootElement.TryGetProperty("dependencies", out var all) || !all.TryGetProperty(dependency, out var one)) return null;
        return new DependencyReading(
            one.TryGetProperty("status", out var status) && status.GetString() == "available",
            one.TryGetProperty("lastCallMs", out var took) ? TimeSpan.FromMilliseconds(took.GetDouble()) : null);
    }
}
