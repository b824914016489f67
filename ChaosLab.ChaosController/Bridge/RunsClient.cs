using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>The typed way to the runs of the chaos service.</summary>
/// <remarks>Each call throws <see cref="BridgeException"/> when the service cannot be reached or refuses.</remarks>
internal sealed class RunsClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>A start asks the AppHost and carries out the probes of the configuration first, and makes a folder.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1) + Running.DynamicValues.WholeLimit;

    private readonly JsonConnection _connection;

    /// <exception cref="LabError">The lab has no chaos service.</exception>
    public RunsClient(LabLocation lab)
        => _connection = new JsonConnection(
            "The chaos service",
            new Uri(new Uri(lab.ConsoleUrl ?? throw LabError.No($"The lab '{lab.Name}' has no chaos service to run experiments.")), "/api/"), lab.Token);

    public Task<RunStatus> StartAsync(RunRequest request, CancellationToken ct)
        => _connection.SendAsync<RunStatus>(HttpMethod.Post, "runs", request, StartLimit, ct);

    public Task<RunStatus> GetAsync(string id, CancellationToken ct)
        => _connection.SendAsync<RunStatus>(HttpMethod.Get, $"runs/{Uri.EscapeDataString(id)}", null, Limit, ct);

    /// <summary>Everything that happens in a run, from its start to its end.</summary>
    public IAsyncEnumerable<RunEvent> FollowAsync(string id, CancellationToken ct)
        => _connection.RecordsAsync<RunEvent>(HttpMethod.Get, $"runs/{Uri.EscapeDataString(id)}/events", ct);

    /// <summary>Ends a run before its time.</summary>
    public Task AbortAsync(string id, string reason, CancellationToken ct)
        => _connection.SendAsync<object?>(HttpMethod.Post, $"runs/{Uri.EscapeDataString(id)}/abort", new Api.AbortRequest(reason), Limit, ct);

    public void Dispose() => _connection.Dispose();
}
