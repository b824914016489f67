using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Reads a circuit breaker out of a service's <c>/health</c>, which names only dependencies that are not well.</summary>
internal static class BreakerState
{
    private const string Closed = "closed";

    /// <param name="service">The service, for messages.</param>
    /// <param name="health">What it answers.</param>
    /// <param name="dependency">Whose breaker is meant.</param>
    /// <param name="called">Whom the service calls, by the lab's edges.</param>
    /// <returns><c>closed</c>, <c>open</c> or <c>half-open</c>.</returns>
    /// <exception cref="ActivityFailedException">The service has no such dependency.</exception>
    public static string Of(string service, JsonObject health, string dependency, IEnumerable<string> called)
    {
        var named = health["dependencies"] as JsonObject ?? [];
        if (named[dependency]?["circuit"]?.ToString() is { } circuit) return circuit;

        string[] known = [.. named.Select(pair => pair.Key).Union(called).Order(StringComparer.Ordinal)];
        return known.Contains(dependency)
            ? Closed
            : throw new ActivityFailedException(Shell.Suggestion.Unknown($"dependency of {service}", dependency, known));
    }
}
