using System.Globalization;
using System.Security.Cryptography;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Edges;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Toxics on edges; the proxy holds their lease.</summary>
internal class EdgeFault(
    EdgeTools tools, string kind, IReadOnlyList<EdgeResource> edges, IReadOnlyList<Toxic> toxics, EdgeSign sign, int? seed, string told,
    IReadOnlyList<IResource> disabled) : IFault
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private readonly EdgeObserver _observer = new(edges, sign);
    private readonly int _unseeded = -RandomNumberGenerator.GetInt32(1, int.MaxValue);

    public FaultCourse Course => FaultCourse.Lasting;

    public IReadOnlyList<IResource> Affected { get; } = [.. edges];

    public IReadOnlyList<IResource> Disabled => disabled;

    public IObserver Observer => _observer;

    protected EdgeTools Tools => tools;

    public virtual async Task<string> ApplyAsync(Action acted, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _observer.StopLearning();

        // Not cut short: the proxy might still do what nobody waits for, and after the undo.
        await PutAsync(CancellationToken.None);
        acted();
        return told;
    }

    public virtual Task LiftAsync(CancellationToken ct) => PatientlyAsync(async inner =>
    {
        await TakeAsync(inner);
        return true;
    }, ct);

    public Task<string?> LeftoverAsync(CancellationToken ct) => PatientlyAsync(async inner =>
    {
        foreach (var (edge, name) in Placed())
        {
            if (await tools.Proxy.HasAsync(edge, name, inner)) return $"the toxic {name} is still on {edge.EdgeName}";
        }

        return null;
    }, ct);

    public virtual Task<string> EndedOtherwiseAsync(CancellationToken ct) => tools.Leases.KeepAsync(RenewAsync, ct);

    /// <summary>Other toxics on the same edges.</summary>
    protected EdgeFault With(IReadOnlyList<Toxic> others) => new(tools, kind, edges, others, sign, seed: null, told, disabled);

    /// <summary>Puts all toxics on all edges.</summary>
    protected Task PutAsync(CancellationToken ct)
        => Task.WhenAll(edges.Select(async edge =>
        {
            for (var i = 0; i < toxics.Count; i++) await tools.Proxy.AddAsync(edge, NameOf(i), toxics[i], LeaseRenewal.Length, seed, ct);
        }));

    /// <summary>Takes all toxics from all edges.</summary>
    protected Task TakeAsync(CancellationToken ct)
        => Task.WhenAll(Placed().Reverse().Select(placed => tools.Proxy.RemoveAsync(placed.Edge, placed.Name, ct)));

    /// <summary>Prolongs all leases; the reason when one is gone.</summary>
    protected async Task<string?> RenewAsync(CancellationToken ct)
    {
        var kept = await Task.WhenAll(Placed().Select(placed => tools.Proxy.RenewAsync(placed.Edge, placed.Name, LeaseRenewal.Length, ct)));
        return kept.All(held => held) ? null : $"{told}, which ended because the proxy let go of it";
    }

    private IEnumerable<(EdgeResource Edge, string Name)> Placed()
        => edges.SelectMany(edge => Enumerable.Range(0, toxics.Count).Select(i => (edge, NameOf(i))));

    // Chances depend on the toxic's name, so the same seed must give the same one. Two kinds may have the same type of toxic.
    private string NameOf(int index)
        => string.Create(CultureInfo.InvariantCulture, $"{OwnNames.Prefix}{kind}-{toxics[index].Type}-{toxics[index].Stream}-{seed ?? _unseeded}");

    // A proxy that is being started again has no toxics, but must be asked to know.
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        var begun = tools.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await act(ct);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                if (tools.Time.GetElapsedTime(begun) > TimeSpan.FromSeconds(20)) throw new InvalidOperationException($"the fault proxy does not answer: {error.Message}", error);
                await Task.Delay(RetryInterval, tools.Time, ct);
            }
        }
    }
}
