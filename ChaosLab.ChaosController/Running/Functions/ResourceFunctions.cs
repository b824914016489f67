using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the parts of the lab: commands, health, logs, edges.</summary>
internal sealed class ResourceFunctions(RunScope scope)
{
    private static readonly TimeSpan HealthyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody>
    {
        ["command"] = CommandAsync,
        ["restore"] = RestoreAsync,
        ["wait-healthy"] = WaitHealthyAsync,
        ["healthy"] = async (arguments, ct) => (await UnwellAsync(arguments.Texts("resources"), ct)).Count == 0,
        ["resource"] = ResourceAsync,
        ["log"] = LogAsync,
        ["edge"] = EdgeAsync,
    };

    private async Task<JsonNode?> CommandAsync(LabArguments arguments, CancellationToken ct)
    {
        var (resource, command) = (arguments.Text("resource"), arguments.Text("command"));
        scope.Log.Write(RunEventKind.Intent, $"{command} {resource}.", resource);
        var outcome = await scope.Bridge.ExecuteAsync(resource, command, new CommandRequest(arguments.Settings("arguments")), ct);
        return outcome.Success
            ? JsonSerializer.SerializeToNode(outcome, WireJson.Options)
            : throw new ActivityFailedException($"'{command}' on {resource}: {outcome.Message}");
    }

    private async Task<JsonNode?> RestoreAsync(LabArguments arguments, CancellationToken ct)
    {
        scope.Log.Write(RunEventKind.Intent, "Restoring the lab.");
        RestoreProgress? last = null;
        await foreach (var step in scope.Bridge.RestoreAsync(ct)) last = step;
        return last?.Success == true ? true : throw new ActivityFailedException($"the lab was not restored: {last?.Message}");
    }

    private async Task<JsonNode?> WaitHealthyAsync(LabArguments arguments, CancellationToken ct)
    {
        var within = arguments.Duration("within") ?? HealthyWithin;
        var end = scope.Time.GetUtcNow() + within;
        while (true)
        {
            var unwell = await UnwellAsync(arguments.Texts("resources"), ct);
            if (unwell.Count == 0) return true;
            if (scope.Time.GetUtcNow() >= end)
                throw new ActivityFailedException($"not healthy within {Shell.Duration.Show(within)}: {string.Join(", ", unwell)}");
            await Task.Delay(Look, scope.Time, ct);
        }
    }

    private async Task<JsonNode?> ResourceAsync(LabArguments arguments, CancellationToken ct)
    {
        var resource = Find(await scope.Bridge.GetResourcesAsync(ct), arguments.Text("resource"));
        return new JsonObject
        {
            ["state"] = resource.State,
            ["health"] = resource.Health,
            ["restarts"] = resource.Restarts,
            ["restartsInRun"] = resource.Restarts - scope.RestartsBefore.GetValueOrDefault(resource.Name),
            ["pid"] = resource.Pid,
            ["activeFaults"] = new JsonArray([.. resource.ActiveFaults.Select(id => (JsonNode)id)]),
        };
    }

    private async Task<JsonNode?> LogAsync(LabArguments arguments, CancellationToken ct)
    {
        var name = Find(await scope.Bridge.GetResourcesAsync(ct), arguments.Text("resource")).Name;
        try
        {
            return await scope.Logs.CountAsync(name, new Regex(arguments.Text("pattern"), RegexOptions.CultureInvariant, PatternLimit), ct);
        }
        catch (ArgumentException wrong)
        {
            throw new ActivityFailedException($"'pattern' is no regular expression: {wrong.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ActivityFailedException("'pattern' takes too long on a line of the log; make it simpler");
        }
    }

    private async Task<JsonNode?> EdgeAsync(LabArguments arguments, CancellationToken ct)
    {
        var name = arguments.Text("edge");
        var edges = await scope.Bridge.GetEdgesAsync(ct);
        var edge = edges.FirstOrDefault(edge => edge.Name == name)
            ?? throw new ActivityFailedException(Shell.Suggestion.Unknown("edge", name, [.. edges.Select(edge => edge.Name)]));
        return new JsonObject
        {
            ["enabled"] = edge.Enabled,
            ["connections"] = edge.Connections,
            ["requestsPerSecond"] = edge.RequestsPerSecond,
            ["toxics"] = new JsonArray([.. edge.Toxics.Select(toxic => (JsonNode)toxic)]),
        };
    }

    private async Task<IReadOnlyList<string>> UnwellAsync(IReadOnlyList<string> wanted, CancellationToken ct)
    {
        var all = await scope.Bridge.GetResourcesAsync(ct);
        var meant = wanted.Count == 0
            ? all.Where(resource => !resource.ExplicitStart || resource.State == "Running")
            : wanted.Select(name => Find(all, name));
        return [.. meant.Where(resource => resource.State != "Running" || resource.Health is not ("Healthy" or null)).Select(Describe)];
    }

    private static string Describe(ResourceStatus resource) => $"{resource.Name} ({resource.Health ?? resource.State})";

    private static ResourceStatus Find(ResourceStatus[] all, string name)
        => all.FirstOrDefault(resource => resource.Name == name)
            ?? throw new ActivityFailedException(Shell.Suggestion.Unknown("resource", name, [.. all.Select(resource => resource.Name)]));
}
