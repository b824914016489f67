using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class MethodRunnerTests : IDisposable
{
    private readonly TestScope _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Activities_are_carried_out_one_after_the_other()
    {
        var method = new MethodRunner(_test.Activities);

        await method.RunAsync([TestScope.Program("one", "true"), TestScope.Program("two", "true"), TestScope.Program("three", "true")], CancellationToken.None);

        Told().ShouldBe(["started one", "ended one", "started two", "ended two", "started three", "ended three"]);
        method.Records.Select(record => record.Name).ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public async Task One_in_the_background_goes_on_beside_the_next_and_is_awaited()
    {
        var gate = Path.Combine(_test.Scope.Folder.Path, "gate");
        var waits = TestScope.Program("waits", "sh", "-c", $"until [ -e {gate} ]; do sleep 0.05; done") with { Background = true };
        var method = new MethodRunner(_test.Activities);

        await method.RunAsync([waits, TestScope.Program("opens", "touch", gate)], CancellationToken.None);

        Told().ShouldBe(["started waits", "started opens", "ended opens", "ended waits"]);
        method.Records.Select(record => record.Name).ShouldBe(["waits", "opens"]);
        method.Records.ShouldAllBe(record => record.Succeeded);
    }

    [Fact]
    public async Task Cancelled_it_interrupts_what_runs_and_starts_nothing_more()
    {
        using var cancelled = new CancellationTokenSource();
        var method = new MethodRunner(_test.Activities);
        var background = TestScope.Program("background", "sleep", "600") with { Background = true };

        var running = method.RunAsync([background, TestScope.Program("waits", "sleep", "600"), TestScope.Program("never", "true")], cancelled.Token);
        await Eventually.BeTrueAsync("both run", () => Told().Length == 2);
        await cancelled.CancelAsync();
        await running.WaitAsync(TimeSpan.FromMinutes(1));

        method.Records.Select(record => $"{record.Name} {record.Error}").ShouldBe(["background interrupted", "waits interrupted"]);
    }

    [Fact]
    public async Task One_that_fails_does_not_keep_the_next_from_being_carried_out()
    {
        var method = new MethodRunner(_test.Activities);

        await method.RunAsync([TestScope.Program("missing", "no-such-program"), TestScope.Function("healthy"), TestScope.Program("last", "true")], CancellationToken.None);

        method.Records.Select(record => record.Succeeded).ShouldBe([false, false, true]);
        method.Records[1].Error!.ShouldContain("does not answer");
    }

    private string[] Told()
        => [.. _test.Scope.Log.Events
            .Where(happened => happened.Kind is RunEventKind.ActivityStarted or RunEventKind.ActivityEnded)
            .Select(happened => $"{(happened.Kind == RunEventKind.ActivityStarted ? "started" : "ended")} {happened.Subject}")];
}
