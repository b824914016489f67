using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Health;

/// <summary>What <c>/health</c> answers: ok, degraded (still 200: it serves), or down (503: send nothing more).</summary>
/// <param name="StatusCode">200 or 503.</param>
/// <param name="Body">The JSON.</param>
internal sealed record HealthReport(int StatusCode, JsonObject Body)
{
    public static HealthReport Of(
        IEnumerable<(string Name, bool Critical, DependencyState State)> dependencies, bool draining, bool detail)
    {
        var named = new JsonObject();
        var degraded = false;
        foreach (var (name, critical, state) in dependencies.OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            degraded |= !state.Available;
            if (state.Available && !detail) continue;

            var entry = new JsonObject { ["status"] = state.Available ? "available" : "unavailable", ["circuit"] = state.Circuit };
            if (state.Error is not null) entry["error"] = state.Error;
            if (detail)
            {
                entry["critical"] = critical;
                entry["since"] = state.Since.ToString("O");
                if (state.LastTook is { } took) entry["lastCallMs"] = Math.Round(took.TotalMilliseconds, 1);
            }

            named[name] = entry;
        }

        var body = new JsonObject { ["status"] = draining ? "down" : degraded ? "degraded" : "ok" };
        if (draining) body["reason"] = "stopping";
        if (named.Count > 0) body["dependencies"] = named;
        return new HealthReport(draining ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, body);
    }
}
