extern alias hosting;

using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Resources;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ChaosLab.Tests.Support;

/// <summary>Faults of a lab under test, by the way that all others take: the runner.</summary>
internal static class LabFaults
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Injects a fault; it acts, or is about to.</summary>
    public static FaultRun Inject(this Lab lab, string kind, string target, params (string Name, string Value)[] settings)
        => lab.App.Services.GetRequiredService<FaultRunner>().Start(new FaultRequest(
            kind, target, Owner: "test", Settings: settings.Length == 0 ? null : settings.ToDictionary(pair => pair.Name, pair => pair.Value)));

    /// <summary>Injects a fault and waits until a caller has felt it.</summary>
    public static async Task<FaultRun> InjectFeltAsync(this Lab lab, string kind, string target, params (string Name, string Value)[] settings)
    {
        var run = lab.Inject(kind, target, settings);
        using var limit = new CancellationTokenSource(Limit);
        var record = await run.WaitAsync(seen => seen.EffectSeenAt is not null, limit.Token);
        record.EffectSeenAt.ShouldNotBeNull($"{kind} on {target}: {record.State}: {record.Message}");
        return run;
    }

    /// <summary>Removes a fault, which must be recovered from.</summary>
    public static async Task<FaultRecord> RemoveAsync(this FaultRun run)
    {
        using var limit = new CancellationTokenSource(Limit);
        await FaultRunner.LiftAsync(run, limit.Token);
        var record = await run.WaitAsync(_ => false, limit.Token);
        record.State.ShouldBe(FaultState.Recovered, record.Message);
        return record;
    }

    /// <summary>An edge, for callers of one's own.</summary>
    public static EdgeResource Edge(this Lab lab, string name)
        => lab.App.Services.GetRequiredService<LabResource>().Edges.All.Single(edge => edge.EdgeName == name);

    /// <summary>What the proxy says of an edge.</summary>
    public static async Task<EdgeFigures> EdgeAsync(this Lab lab, string name)
        => (await lab.App.Services.GetRequiredService<ProxyClient>().ReadAsync(CancellationToken.None)).Single(edge => edge.Name == name);

    /// <summary>Waits until nothing acts on any edge, as the proxy itself tells.</summary>
    public static Task NoToxicsAsync(this Lab lab, TimeSpan within)
        => Eventually.BeAsync("no toxic on any edge",
            async ct => string.Join(", ", (await lab.App.Services.GetRequiredService<ProxyClient>().ReadAsync(ct))
                .Where(edge => edge.Toxics is { Count: > 0 }).Select(edge => $"{edge.Name}: {edge.Toxics![0].Tell()}")),
            left => left.Length == 0, within);
}
