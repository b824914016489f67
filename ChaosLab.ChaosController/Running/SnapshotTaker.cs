using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Running;

/// <summary>Takes the state of everything: resources, edges, and what each service says of its health.</summary>
internal sealed class SnapshotTaker(BridgeClient bridge, HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan HealthLimit = TimeSpan.FromSeconds(2);

    public async Task<Snapshot> TakeAsync(string when, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var edges = bridge.GetEdgesAsync(ct);
        var resources = await bridge.GetResourcesAsync(ct);
        var answers = await Task.WhenAll(resources
            .Where(resource => resource.State == "Running")
            .Select(resource => (resource.Name, Address: HealthProbe.AddressOf(resource)))
            .Where(service => service.Address is not null)
            .Select(async service => (service.Name, Answer: await AskAsync(service.Address!, ct))));

        // What can be done to a resource is no part of its state.
        return new Snapshot(when, at, [.. resources.Select(resource => resource with { Commands = [] })], await edges, answers.ToDictionary(answer => answer.Name, answer => answer.Answer));
    }

    /// <summary>What a service says of its health; null when it does not answer, or not in JSON.</summary>
    public async Task<JsonNode?> AskAsync(Uri address, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(HealthLimit);
        try
        {
            using var response = await http.GetAsync(address, limit.Token);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception error) when (error is HttpRequestException or System.Text.Json.JsonException
            || error is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
