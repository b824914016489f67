extern alias controller;

using System.Collections.Concurrent;
using System.Text.Json;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Support;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

/// <summary>How a run ends its faults, against an AppHost that answers late, refuses, or does not answer.</summary>
public sealed class RunFaultsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chaoslab-faults-");
    private readonly ConcurrentQueue<string> _lifted = new();
    private readonly ConcurrentDictionary<string, int> _cuts = new();
    private readonly ConcurrentDictionary<string, Task> _gates = new();
    private readonly CancellationTokenSource _gone = new();
    private WebApplication _server = null!;
    private BridgeClient _bridge = null!;
    private RunJournal _journal = null!;
    private RunLog _log = null!;
    private RunFaults _faults = null!;
    private int _count;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/faults", (JsonElement body) => Results.Json(
            Fault($"f-{Interlocked.Increment(ref _count)}", body.GetProperty("kind").GetString()!, body.GetProperty("target").GetString()!), WireJson.Options, statusCode: 202));
        _server.MapGet("/faults/{id}/events", async (HttpContext context) =>
        {
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _gone.Token).Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        _server.MapDelete("/faults/{id}", async (HttpContext context, string id) =>
        {
            if (_gates.TryGetValue(id, out var gate)) await gate;
            if (_cuts.AddOrUpdate(id, -1, (_, left) => left - 1) >= 0)
            {
                context.Abort();
                return Results.Empty;
            }

            _lifted.Enqueue(id);
            return id == "f-9" ? Results.Problem("It has ended by itself.", statusCode: 409) : Results.Json(Fault(id, "outage", "payment"), WireJson.Options);
        });
        await _server.StartAsync();
        _bridge = new BridgeClient(new Uri(_server.Urls.Single()), "a-token-of-one-test-run");
        _journal = new RunJournal(Path.Combine(_folder.FullName, "journal.jsonl"));
        _log = new RunLog(_journal, TimeProvider.System, new SecretMask([]));
        _faults = new RunFaults(_bridge, _log, TimeProvider.System, "test", "test", force: false);
    }

    public async ValueTask DisposeAsync()
    {
        _faults.Dispose();
        await _gone.CancelAsync();
        _bridge.Dispose();
        await _server.DisposeAsync();
        _journal.Dispose();
        _gone.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task One_that_is_slow_to_end_does_not_hold_up_those_on_other_targets()
    {
        var gate = new TaskCompletionSource();
        await InjectAsync("web-1", "payment", "payment", "web->payment");
        _gates["f-3"] = gate.Task;

        var ending = _faults.EndAsync(_ => true, CancellationToken.None);

        await Eventually.BeTrueAsync("the others", () => _lifted.Count == 2);
        _lifted.ShouldBe(["f-1", "f-4"], ignoreOrder: true);
        gate.SetResult();
        (await ending).ShouldBe(4);
        _lifted.Skip(2).ShouldBe(["f-3", "f-2"], "the last injected on a target ends first");
    }

    [Fact]
    public async Task An_AppHost_that_does_not_answer_at_once_is_asked_again()
    {
        await InjectAsync("payment");
        _cuts["f-1"] = 2;

        (await _faults.EndAsync(_ => true, CancellationToken.None)).ShouldBe(1);

        _lifted.ShouldBe(["f-1"]);
    }

    [Fact]
    public async Task One_that_cannot_be_ended_keeps_no_other_from_it_and_is_told()
    {
        await InjectAsync("payment", "payment", "web-1");
        _cuts["f-2"] = int.MaxValue;

        var lost = await Should.ThrowAsync<BridgeException>(_faults.EndAsync(_ => true, CancellationToken.None));

        lost.IsUnreachable.ShouldBeTrue();
        _lifted.ShouldBe(["f-3", "f-1"]);
        _log.Events.ShouldContain(happened => happened.Subject == "f-2" && happened.Text.StartsWith("Not ended by the run, it ends with its own time or by ./lab halt"));
    }

    [Fact]
    public async Task One_that_has_ended_by_itself_is_no_trouble()
    {
        await InjectAsync([.. Enumerable.Repeat("payment", 9)]);

        (await _faults.EndAsync(fault => fault.Id == "f-9", CancellationToken.None)).ShouldBe(0);

        _log.Events.ShouldContain(happened => happened.Subject == "f-9" && happened.Text == "Not ended by the run: It has ended by itself.");
    }

    [Fact]
    public async Task A_fault_of_the_whole_lab_ends_in_its_turn()
    {
        await InjectAsync("payment", "lab", "web-1");

        (await _faults.EndAsync(_ => true, CancellationToken.None)).ShouldBe(3);

        _lifted.ShouldBe(["f-3", "f-2", "f-1"]);
    }

    private async Task InjectAsync(params string[] targets)
    {
        foreach (var target in targets) await _faults.InjectAsync("outage", target, null, null, null, false, CancellationToken.None);
    }

    private static FaultRecord Fault(string id, string kind, string target)
        => new(id, kind, target, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null, null, null, FaultState.Active, null);
}
