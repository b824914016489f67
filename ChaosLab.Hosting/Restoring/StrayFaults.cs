using System.Net.Sockets;
using System.Text.Json;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Kinds.Services;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Restoring;

/// <summary>
/// What acts past the fault runner, which knows nothing of it: toxics that a client of the proxy's API has put on edges, faults and
/// outages that services were told themselves.
/// </summary>
internal sealed class StrayFaults(LabResource lab, ResourceMonitor monitor, FaultBook book, ProxyClient proxy, ServiceFaultClient inside, OutageSwitch outages)
{
    // Whoever answers later is frozen or hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Removes it everywhere at once.</summary>
    /// <param name="spareOwn">Whether what the runner has placed is left to its own undo, which goes on meanwhile.</param>
    /// <param name="found">Told of each thing that acted; may be called from several threads.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What could not be asked, or not be removed.</returns>
    public Task<IReadOnlyList<string>> RemoveAsync(bool spareOwn, Action<string> found, CancellationToken ct)
        => SweepAsync(spareOwn ? Sweep.Strangers : Sweep.Everything, found, ct);

    /// <summary>Only looks.</summary>
    /// <inheritdoc cref="RemoveAsync"/>
    public Task<IReadOnlyList<string>> LookAsync(Action<string> found, CancellationToken ct) => SweepAsync(Sweep.Nothing, found, ct);

    private async Task<IReadOnlyList<string>> SweepAsync(Sweep sweep, Action<string> found, CancellationToken ct)
    {
        var services = monitor.Resources.OfType<IResourceWithEndpoints>().Where(service => monitor.Of(service).IsRunning).ToArray();
        var problems = await Task.WhenAll([
            AskAsync("the fault proxy", inner => FromEdgesAsync(sweep, found, inner), ct),
            .. services.Where(ServiceFaultKind.IsInjectable)
                .Select(service => AskAsync($"'{service.Name}'", inner => FromServiceAsync(service, sweep, found, inner), ct)),
            .. services.Where(service => service.HasAnnotationOfType<OutageSwitchAnnotation>())
                .Select(service => AskAsync($"the outage switch of '{service.Name}'", inner => FromSwitchAsync(service, sweep, found, inner), ct)),
        ]);
        return [.. problems.OfType<string>()];
    }

    private static async Task<string?> AskAsync(string whom, Func<CancellationToken, Task> act, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await act(patience.Token);
            return null;
        }
        catch (Exception error) when (error.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            // Nobody listens: who is only coming up has been told nothing yet.
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or JsonException or KeyNotFoundException
            || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            var why = error is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : error.Message.TrimEnd('.');
            return $"Whether a fault acts there that the lab did not inject is not known of {whom}: {why}. Run ./lab restore.";
        }
    }

    // A proxy that does not run carries nothing, and comes back without toxics.
    private async Task FromEdgesAsync(Sweep sweep, Action<string> found, CancellationToken ct)
    {
        if (lab.Edges.Proxy is not { } carrier || !monitor.Of(carrier).IsRunning) return;
        var removals = new List<Task>();
        foreach (var figures in await proxy.ReadAsync(ct))
        {
            var edge = lab.Edges.All.FirstOrDefault(known => known.EdgeName == figures.Name);
            foreach (var toxic in (figures.Toxics ?? []).Where(toxic => !OwnNames.Has(toxic.Name)))
            {
                found($"{toxic.Tell()} on {figures.Name}");
                if (sweep == Sweep.Strangers && edge is not null) removals.Add(proxy.RemoveAsync(edge, toxic.Name, ct));
            }

            if (figures.Enabled) continue;
            found($"{figures.Name} switched off");
            if (sweep == Sweep.Strangers && edge is not null) removals.Add(proxy.EnableAsync(edge, ct));
        }

        await Task.WhenAll(removals);
        if (sweep == Sweep.Everything) await proxy.ResetAsync(ct);
    }

    private async Task FromServiceAsync(IResourceWithEndpoints service, Sweep sweep, Action<string> found, CancellationToken ct)
    {
        var acting = await inside.ListAsync(service, ct);
        var strays = acting.Where(fault => !OwnNames.Has(fault.Id)).ToArray();
        foreach (var stray in strays) found($"{stray.Kind} in {service.Name}");
        if (sweep == Sweep.Strangers) await Task.WhenAll(strays.Select(stray => inside.RemoveAsync(service, stray.Id, ct)));
        else if (sweep == Sweep.Everything && acting.Count > 0) await inside.RemoveAsync(service, id: "", ct);
    }

    private async Task FromSwitchAsync(IResourceWithEndpoints service, Sweep sweep, Action<string> found, CancellationToken ct)
    {
        if (sweep != Sweep.Everything && book.IsActive(OutageFault.KindName, service) || !await outages.IsOnAsync(service, ct)) return;
        found($"an outage of {service.Name}");
        if (sweep != Sweep.Nothing) await outages.EndAsync(service, ct);
    }

    /// <summary>What is removed.</summary>
    private enum Sweep
    {
        /// <summary>Nothing is.</summary>
        Nothing,

        /// <summary>What the runner has not placed.</summary>
        Strangers,

        /// <summary>All, by whatever name.</summary>
        Everything,
    }
}
