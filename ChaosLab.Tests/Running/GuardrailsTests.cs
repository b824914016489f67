using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.ChaosController;
using ChaosLab.Tests.Load;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class GuardrailsTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunAbort _abort = new();
    private readonly CancellationTokenSource _over = new();
    private FakeBridge _fake = null!;
    private BridgeClient _bridge = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeBridge.StartAsync();
        _bridge = new BridgeClient(new Uri(_fake.Url), FakeBridge.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _bridge.Dispose();
        await _fake.DisposeAsync();
        _abort.Dispose();
        _over.Dispose();
    }

    [Theory]
    [InlineData("error-rate", 0.5, 100, 40)]
    [InlineData("p95", 100, 100, 100)]
    [InlineData("throughput", 50, 100, 49)]
    public async Task A_stop_condition_that_holds_for_its_time_aborts(string metric, double limit, int due, int succeeded)
    {
        var load = new ScriptedLoad { Figures = Of(due, succeeded) };
        var watching = Watch(load, new StopCondition(metric, limit, TimeSpan.FromSeconds(2)));

        await PassAsync(TimeSpan.FromSeconds(2), load);
        _abort.Reason.ShouldBeNull();
        await PassAsync(TimeSpan.FromMilliseconds(500), load);

        _abort.Reason.ShouldNotBeNull().ShouldStartWith($"stop condition: {metric} was");
        await watching.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("error-rate", 0.5, 100, 50)]
    [InlineData("error-rate", 0.5, 0, 0)]
    [InlineData("p95", 300, 100, 100)]
    [InlineData("throughput", 50, 100, 50)]
    [InlineData("throughput", 50, 0, 0)]
    public async Task A_limit_that_is_kept_stops_nothing(string metric, double limit, int due, int succeeded)
    {
        var load = new ScriptedLoad { Figures = Of(due, succeeded) };
        var watching = Watch(load, new StopCondition(metric, limit, TimeSpan.FromSeconds(1)));

        await PassAsync(TimeSpan.FromSeconds(5), load);

        _abort.Reason.ShouldBeNull();
        await EndAsync(watching);
    }

    [Fact]
    public async Task The_time_begins_anew_after_each_moment_within_the_limit()
    {
        var load = new ScriptedLoad { Figures = Of(100, 0) };
        var watching = Watch(load, new StopCondition("error-rate", 0.5, TimeSpan.FromSeconds(2)));

        await PassAsync(TimeSpan.FromSeconds(1.5), load);
        load.Figures = Of(100, 100);
        await PassAsync(TimeSpan.FromSeconds(0.25), load);
        load.Figures = Of(100, 0);
        await PassAsync(TimeSpan.FromSeconds(2), load);

        _abort.Reason.ShouldBeNull();
        await EndAsync(watching);
    }

    [Fact]
    public async Task A_moment_in_which_nothing_ends_is_no_sign_of_being_well()
    {
        var load = new ScriptedLoad { Figures = Of(1, 0) };
        var watching = Watch(load, new StopCondition("error-rate", 0.5, TimeSpan.FromSeconds(2)));

        await PassAsync(TimeSpan.FromSeconds(0.5), load);
        load.Figures = Of(0, 0);
        await PassAsync(TimeSpan.FromSeconds(2), load);
        _abort.Reason.ShouldBeNull();
        load.Figures = Of(1, 0);
        await PassAsync(TimeSpan.FromSeconds(0.5), load);

        _abort.Reason.ShouldNotBeNull().ShouldStartWith("stop condition: error-rate was 1");
        await watching.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("error-rate", 0.5)]
    [InlineData("p95", 2000)]
    [InlineData("p99", 2500)]
    [InlineData("throughput", 50)]
    public async Task A_shop_that_hangs_is_stopped(string metric, double limit)
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);
        await using var load = LoadGenerator.StartOn(LoadGeneratorTests.Constant(100) with { Timeout = TimeSpan.FromSeconds(3) }, server.Url, 1);
        var safety = new SafetySpec { StopConditions = [new StopCondition(metric, limit, TimeSpan.FromSeconds(1))] };

        await new Guardrails(_bridge, safety, _abort, TimeProvider.System).WatchLoadAsync(load, _over.Token).WaitAsync(TimeSpan.FromMinutes(1));

        _abort.Reason.ShouldNotBeNull().ShouldStartWith($"stop condition: {metric} was");
    }

    [Fact]
    public async Task A_halt_of_the_lab_aborts()
    {
        var watching = new Guardrails(_bridge, new SafetySpec(), _abort, TimeProvider.System).WatchHaltAsync(_over.Token);
        _fake.IsHalted = true;

        await watching.WaitAsync(TimeSpan.FromMinutes(1));

        _abort.Reason.ShouldBe("the lab was halted: enough");
    }

    [Fact]
    public async Task A_question_without_an_answer_aborts_nothing_if_the_next_one_has_one()
    {
        _fake.HaltCuts = 2;
        var guardrails = new Guardrails(_bridge, new SafetySpec(), _abort, TimeProvider.System);

        for (var i = 0; i < 3; i++) await guardrails.LookAtHaltAsync(CancellationToken.None);
        _fake.HaltCuts = 2;
        for (var i = 0; i < 2; i++) await guardrails.LookAtHaltAsync(CancellationToken.None);

        _abort.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task An_AppHost_that_is_gone_aborts()
    {
        using var gone = new BridgeClient(new Uri("http://127.0.0.1:1"), FakeBridge.Token);

        await new Guardrails(gone, new SafetySpec(), _abort, TimeProvider.System).WatchHaltAsync(_over.Token).WaitAsync(TimeSpan.FromMinutes(1));

        _abort.Reason.ShouldNotBeNull().ShouldStartWith("the AppHost does not answer");
    }

    private Task Watch(ILoad load, StopCondition condition)
        => new Guardrails(_bridge, new SafetySpec { StopConditions = [condition] }, _abort, _clock).WatchLoadAsync(load, _over.Token);

    // Tick by tick, each one looked at before the next.
    private async Task PassAsync(TimeSpan time, ScriptedLoad load)
    {
        for (var passed = TimeSpan.Zero; passed < time && !_abort.IsRequested; passed += TimeSpan.FromMilliseconds(250))
        {
            var before = load.Looks;
            await Eventually.BeTrueAsync("the next tick is waited for", () => _clock.Waiting > 0);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Eventually.BeTrueAsync("a look", () => load.Looks > before);
        }
    }

    private async Task EndAsync(Task watching)
    {
        await _over.CancelAsync();
        await watching.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static RecentFigures Of(int ended, int succeeded)
        => new(succeeded, ended - succeeded, 0, TimeSpan.Zero, 50, ended == 0 ? null : 200, 250, 300);

    private sealed class ScriptedLoad : ILoad
    {
        private volatile int _looks;

        public RecentFigures Figures { get; set; } = Of(0, 0);

        public int Looks => _looks;

        public IReadOnlyList<LoadSecond> Seconds => [];

        public string? KeyPrefix => null;

        public IReadOnlyCollection<ReturnAttempt> ReturnAttempts => [];

        public RecentFigures Recent(TimeSpan last, string? operation = null)
        {
            last.ShouldBe(TimeSpan.FromSeconds(1));
            var figures = Figures;
            Interlocked.Increment(ref _looks);
            return figures;
        }

        public double? Throughput(TimeSpan last, string? operation = null) => Figures.IsEmpty ? null : Figures.Succeeded;

        public LoadFigures Between(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string>? operations = null) => throw new NotSupportedException();

        public LoadFigures During(IReadOnlyCollection<LoadWindow> windows, IReadOnlyCollection<string>? operations = null) => throw new NotSupportedException();

        public void SetRate(double rate) => throw new NotSupportedException();

        public Task<LoadResult> StopAsync(CancellationToken ct) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
