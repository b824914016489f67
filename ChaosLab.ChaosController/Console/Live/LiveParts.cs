using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>The parts that others tell of, each read by itself, so that a slow one keeps no other waiting.</summary>
internal sealed class LiveParts
{
    /// <summary>How long a fault that ended stays to be seen.</summary>
    private static readonly TimeSpan EndedFor = TimeSpan.FromMinutes(5);

    private readonly LiveBoard _board;
    private readonly Refresher _lab;
    private readonly Refresher _resources;
    private readonly Refresher _faults;
    private readonly Refresher _halt;
    private readonly Refresher _edges;
    private readonly Refresher _dependencies;

    /// <param name="bridge">Tells all but what services say of themselves.</param>
    /// <param name="dependencies">Asks the services.</param>
    /// <param name="board">Gets what is read.</param>
    /// <param name="failed">Hears when the bridge does not tell.</param>
    public LiveParts(BridgeClient bridge, DependencyReader dependencies, LiveBoard board, Action<BridgeException> failed)
    {
        _board = board;
        _lab = Of(bridge.GetLabAsync, (state, lab) => state with { Lab = lab });
        _resources = Of(bridge.GetResourcesAsync, (state, resources) => state with { Resources = [.. resources.Select(LiveResource.Of)] });
        _faults = Of(ct => bridge.GetRecentFaultsAsync(EndedFor, ct), (state, faults) => state with { Faults = faults });
        _halt = Of(bridge.GetHaltAsync, (state, halt) => state with { Halt = halt });
        _edges = Of(bridge.GetEdgesNowAsync, (state, edges) => state with { Edges = edges });
        _dependencies = Of(
            ct => dependencies.ReadAsync(board.Read().Now.Resources ?? [], ct), (state, health) => state with { Dependencies = health });

        Refresher Of<T>(Func<CancellationToken, Task<T>> read, Func<LiveUpdate, T, LiveUpdate> set) => new(async ct =>
        {
            var value = await read(ct);
            board.Set(state => set(state, value));
        }, failed);
    }

    /// <summary>Reads as asked, until cancelled.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(
        _lab.RunAsync(ct), _resources.RunAsync(ct), _faults.RunAsync(ct), _halt.RunAsync(ct), _edges.RunAsync(ct), _dependencies.RunAsync(ct));

    /// <summary>Asks for what changes all the time; and for a fault's end to leave the list, because nobody tells that.</summary>
    public void AskFigures()
    {
        _lab.Ask();
        _edges.Ask();
        _dependencies.Ask();
        if (_board.Read().Now.Faults is { Count: > 0 }) _faults.Ask();
    }

    /// <summary>Asks for what has changed, and what changes with it.</summary>
    public void Ask(IReadOnlyList<LabPart> changed)
    {
        if (changed.Count == 0) return;
        if (changed.Contains(LabPart.Halt)) _halt.Ask();
        if (changed.Contains(LabPart.Faults))
        {
            _faults.Ask();
            _edges.Ask();
        }

        // A fault acts on resources, and both change what services know of each other.
        if (!changed.Contains(LabPart.Faults) && !changed.Contains(LabPart.Resources)) return;
        _resources.Ask();
        _lab.Ask();
        _dependencies.Ask();
    }
}
