extern alias hosting;

using System.Net;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Postgres;
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
            answer => answer.Status == HttpStatusCode.ServiceUnavailable);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await kind.UndoLeftoverAsync(Postgres, limit.Token);
        await _lab.Gateway.BuyUntilOkAsync();

        // Safe to repeat, also when nothing is left.
        await kind.UndoLeftoverAsync(Postgres, limit.Token);
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task What_somebody_else_made_read_only_stays_so()
    {
        var server = PostgresServer.Of(Postgres);
        await SetAsync("ALTER SYSTEM SET default_transaction_read_only = on", "on");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            var record = await _lab.Inject("pg-read-only", "postgres").WaitAsync(_ => false, limit.Token);

            record.State.ShouldBe(FaultState.Failed);
            record.Message!.ShouldContain("not by this lab; nothing was done");
            (await AskAsync("SHOW default_transaction_read_only")).ShouldBe("on");
        }
        finally
        {
            await SetAsync("ALTER SYSTEM RESET default_transaction_read_only", "off");
        }

        Task<object?> AskAsync(string sql)
            => server.AskAsync(PostgresServer.Maintenance, "test", sql, CancellationToken.None);

        // A reload is not done when it has been asked for.
        async Task SetAsync(string sql, string expected)
        {
            await using (var connection = await server.OpenAsync(PostgresServer.Maintenance, "test", CancellationToken.None, "-c default_transaction_read_only=off"))
            {
                await connection.AskAsync(sql, CancellationToken.None);
                await connection.AskAsync("SELECT pg_reload_conf()", CancellationToken.None);
            }

            await Eventually.BeAsync($"read-only {expected}", _ => AskAsync("SHOW default_transaction_read_only"), shown => shown is string text && text == expected);
        }
    }

    [Fact]
    public async Task A_lock_that_nobody_renews_is_ended_by_the_server()
    {
        var (_, fault) = await ActAndDieAsync("pg-lock");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await Eventually.BeAsync("no session that holds the lock", _ => fault.LeftoverAsync(limit.Token), left => left is null);
        await _lab.Gateway.BuyUntilOkAsync();
        await fault.LiftAsync(limit.Token);
    }

    private IResource Postgres
        => _lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "postgres");

    private async Task<(IFaultKind Kind, IFault Fault)> ActAndDieAsync(string name)
    {
        var kind = _lab.App.Services.GetServices<IFaultKind>().Single(kind => kind.Name == name);
        var fault = kind.Prepare(Postgres, FaultOrder.Check(kind, new FaultRequest(name, "postgres")));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await fault.ApplyAsync(() => { }, limit.Token);
        return (kind, fault);
    }
}
