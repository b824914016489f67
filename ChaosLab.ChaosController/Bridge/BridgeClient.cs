using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>The typed way to the AppHost's control bridge; the command line and the service both go through it.</summary>
/// <remarks>Each call throws <see cref="BridgeException"/> when the bridge cannot be reached or refuses.</remarks>
internal sealed class BridgeClient : IDisposable
{
    /// <summary>Questions are answered from memory.</summary>
    private static readonly TimeSpan QuestionLimit = TimeSpan.FromSeconds(10);

    /// <summary>A command may stop a database gracefully, or start a container.</summary>
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(2);

    /// <summary>A beat that takes longer is of no use any more.</summary>
    private static readonly TimeSpan BeatLimit = TimeSpan.FromSeconds(1);

    private readonly JsonConnection _connection;

    public BridgeClient(Uri bridge, string token) => _connection = new JsonConnection("The AppHost", bridge, token);

    public BridgeClient(LabLocation location) : this(new Uri(location.BridgeUrl), location.Token)
    {
    }

    public Task<LabInfo> GetLabAsync(CancellationToken ct) => AskAsync<LabInfo>("lab", ct);

    public Task<ResourceStatus[]> GetResourcesAsync(CancellationToken ct) => AskAsync<ResourceStatus[]>("resources", ct);

    /// <summary>One resource with its environment; secrets are masked at the bridge.</summary>
    public Task<ResourceDetail> GetResourceAsync(string name, CancellationToken ct)
        => AskAsync<ResourceDetail>($"resources/{Uri.EscapeDataString(name)}", ct);

    public Task<FaultKind[]> GetFaultKindsAsync(CancellationToken ct) => AskAsync<FaultKind[]>("faults", ct);

    public Task<FaultRecord[]> GetActiveFaultsAsync(CancellationToken ct) => AskAsync<FaultRecord[]>("faults/active", ct);

    /// <summary>The faults that are there, and those that ended within a time; the oldest first.</summary>
    public Task<FaultRecord[]> GetRecentFaultsAsync(TimeSpan ended, CancellationToken ct)
        => AskAsync<FaultRecord[]>($"faults/recent?seconds={(int)ended.TotalSeconds}", ct);

    public Task<FaultRecord> GetFaultAsync(string id, CancellationToken ct)
        => AskAsync<FaultRecord>($"faults/{Uri.EscapeDataString(id)}", ct);

    public Task<FaultRecord> InjectAsync(FaultRequest request, CancellationToken ct)
        => _connection.SendAsync<FaultRecord>(HttpMethod.Post, "faults", request, CommandLimit, ct);

    /// <summary>Asks whether a fault would be accepted; nothing is done.</summary>
    public Task<FaultCheck> CheckAsync(FaultRequest request, CancellationToken ct)
        => _connection.SendAsync<FaultCheck>(HttpMethod.Post, "faults/check", request, CommandLimit, ct);

    /// <summary>Lifts a fault now.</summary>
    public Task<FaultRecord?> LiftAsync(string id, CancellationToken ct)
        => _connection.SendAsync<FaultRecord?>(HttpMethod.Delete, $"faults/{Uri.EscapeDataString(id)}", null, CommandLimit, ct);

    public Task<CommandOutcome> ExecuteAsync(string resource, string command, CommandRequest request, CancellationToken ct)
        => _connection.SendAsync<CommandOutcome>(
            HttpMethod.Post,
            $"resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}",
            request, CommandLimit, ct);

    /// <summary>The edges with their live figures; takes half a second, in which requests are counted.</summary>
    public Task<EdgeStatus[]> GetEdgesAsync(CancellationToken ct) => AskAsync<EdgeStatus[]>("edges", ct);

    /// <summary>The edges at once; rates are since an earlier such question, and missing without one.</summary>
    public Task<EdgeStatus[]> GetEdgesNowAsync(CancellationToken ct) => AskAsync<EdgeStatus[]>("edges?wait=false", ct);

    public Task<HaltStatus> GetHaltAsync(CancellationToken ct) => AskAsync<HaltStatus>("halt", ct);

    /// <summary>Undoes every fault and refuses new ones; returns when all is undone, or known not to be.</summary>
    public Task<HaltStatus> HaltAsync(HaltRequest request, CancellationToken ct)
        => _connection.SendAsync<HaltStatus>(HttpMethod.Post, "halt", request, CommandLimit, ct);

    /// <summary>Lets faults be injected again.</summary>
    public Task<HaltStatus> ReleaseAsync(CancellationToken ct) => _connection.SendAsync<HaltStatus>(HttpMethod.Delete, "halt", null, QuestionLimit, ct);

    /// <summary>Tells the AppHost that the controller lives.</summary>
    public Task BeatAsync(CancellationToken ct) => _connection.SendAsync<JsonElement?>(HttpMethod.Post, "heartbeat", null, BeatLimit, ct);

    /// <summary>Asks the AppHost to stop the lab and itself; returns when it has accepted.</summary>
    public Task ShutdownAsync(CancellationToken ct)
        => _connection.SendAsync<JsonElement?>(HttpMethod.Post, "shutdown", null, QuestionLimit, ct);

    /// <summary>Which parts changed, as it happens; every part at first.</summary>
    public IAsyncEnumerable<LabChange> WatchChangesAsync(CancellationToken ct) => _connection.RecordsAsync<LabChange>(HttpMethod.Get, "changes", ct);

    /// <summary>A fault's changes, from where it stands to its end.</summary>
    public IAsyncEnumerable<FaultRecord> WatchFaultAsync(string id, CancellationToken ct)
        => _connection.RecordsAsync<FaultRecord>(HttpMethod.Get, $"faults/{Uri.EscapeDataString(id)}/events", ct);

    /// <summary>Undoes everything, telling each step; the last record says how it ended.</summary>
    public IAsyncEnumerable<RestoreProgress> RestoreAsync(CancellationToken ct)
        => _connection.RecordsAsync<RestoreProgress>(HttpMethod.Post, "restore", ct);

    /// <summary>The lines of a resource's log; with <paramref name="follow"/> until cancelled.</summary>
    public IAsyncEnumerable<string> ReadLogsAsync(string resource, bool follow, int tail, CancellationToken ct)
        => _connection.LinesAsync(
            HttpMethod.Get,
            $"resources/{Uri.EscapeDataString(resource)}/logs?follow={(follow ? "true" : "false")}&tail={tail}", ct);

    public void Dispose() => _connection.Dispose();

    private Task<T> AskAsync<T>(string path, CancellationToken ct) => _connection.SendAsync<T>(HttpMethod.Get, path, null, QuestionLimit, ct);
}
