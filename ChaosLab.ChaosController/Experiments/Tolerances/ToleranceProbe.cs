using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>Gives the probe of a <see cref="ProbeTolerance"/> what it judges.</summary>
internal static class ToleranceProbe
{
    /// <summary>
    /// The provider with the output as its argument <c>value</c>, as Chaos Toolkit gives it: a field of an HTTP request's arguments, two
    /// more arguments of a program (<c>value</c> and the output as JSON). ChaosLab's own functions take none.
    /// </summary>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="output">The output that is judged.</param>
    public static Provider ProviderFor(ProbeTolerance tolerance, JsonNode? output) => tolerance.Probe.Provider switch
    {
        HttpProvider { Arguments: null or JsonObject } http => http with { Arguments = With((JsonObject?)http.Arguments, output) },
        ProcessProvider process => process with { Arguments = [.. process.Arguments, "value", JsonEquality.Text(output) ?? output?.ToJsonString() ?? "null"] },
        var other => other,
    };

    private static JsonObject With(JsonObject? arguments, JsonNode? output)
    {
        var all = (JsonObject?)arguments?.DeepClone() ?? [];
        all["value"] = output?.DeepClone();
        return all;
    }
}
