extern alias hosting;

using System.Net;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>Faults on stores whose injector dies right after it has acted: nobody renews, nobody lifts.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class StoreLeaseTests(SharedLab shared) : IAsyncLifetime
{
    private readonly Lab _lab = shared.Lab;

    public async ValueTask InitializeAsync() => await _lab.RestoreAsync();

    public async ValueTask DisposeAsync() => await _lab.RestoreAsync();

    [Fact]
    public async Task What_a_killed_lab_left_read_only_is_undone_by_the_next_start()
    {
        var (kind, _) = await ActAndDieAsync("pg-read-only");
        await Eventually.BeAsync("a refused purchase", _ => _lab.Gateway.BuyAsync(),
            answer => answer.Status == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30));

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await kind.UndoLeftoverAsync(Postgres, limit.Token);
        await _lab.Gateway.BuyUntilOkAsync();

        // Safe to repeat, also when nothing is left.
        await kind.UndoLeftoverAsync(Postgres, limit.Token);
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task A_lock_that_nobody_renews_is_ended_by_the_server()
    {
        var (_, fault) = await ActAndDieAsync("pg-lock");
        (await _lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await _lab.Gateway.BuyUntilOkAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        (await fault.LeftoverAsync(limit.Token)).ShouldBeNull();
        await fault.LiftAsync(limit.Token);
    }

    private IResource Postgres
        => _lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "postgres");

    private async Task<(IFaultKind Kind, IFault Fault)> ActAndDieAsync(string name)
    {
        var kind = _lab.App.Services.GetServices<IFaultKind>().Single(kind => kind.Name == name);
        var fault = kind.Prepare(Postgres, FaultOrder.Check(kind, new FaultRequest(name, "postgres")));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await fault.ApplyAsync(() => { }, limit.Token);
        return (kind, fault);
    }
}
