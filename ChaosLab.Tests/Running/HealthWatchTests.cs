using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.ChaosController;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class HealthWatchTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-health-");
    private readonly HealthProbe _probe = new();
    private RunJournal _journal = null!;
    private FakeBridge _fake = null!;
    private BridgeClient _bridge = null!;
    private HealthWatch _watch = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeBridge.StartAsync();
        _bridge = new BridgeClient(new Uri(_fake.Url), FakeBridge.Token);
        _journal = new RunJournal(Path.Combine(_directory.FullName, "journal.jsonl"));
        _watch = new HealthWatch(_bridge, _probe, new RunLog(_journal, TimeProvider.System, new SecretMask([])), TimeProvider.System);
        await _watch.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        _journal.Dispose();
        _bridge.Dispose();
        await _fake.DisposeAsync();
        _probe.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_part_whose_health_hangs_hides_no_other_one()
    {
        var hanging = new TaskCompletionSource();
        _fake.HealthAnswer = hanging.Task;
        var before = _fake.HealthAsked;
        await Eventually.BeTrueAsync("both are asked", () => _fake.HealthAsked >= before + 2);

        _fake.Web = ("Finished", null);
        await Eventually.BeTrueAsync("the fall is seen", () => _watch.Changes.Any(change => change is { Resource: "web-1", State: "Finished" }));

        _fake.HealthAsked.ShouldBeLessThanOrEqualTo(before + 3, "the first questions still wait for their answer");
        hanging.SetResult();
    }

    [Fact]
    public async Task A_part_that_works_without_a_dependency_is_seen_as_degraded()
    {
        _fake.ShopHealth = """{"status":"degraded","dependencies":{"payment":{"status":"down"}}}""";

        await Eventually.BeTrueAsync("it is seen", () => _watch.Changes.Any(change => change is { Resource: "web-1", Health: "Degraded (payment down)" }));
    }
}
