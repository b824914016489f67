using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Orchestration;

public sealed class StartOrderTests
{
    [Fact]
    public async Task WaitFor_starts_after_healthy_and_after_the_ready_handlers()
    {
        var healthy = false;
        var steps = new List<string>();
        await using var app = await App.BuildAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("own", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
            var server = builder.AddSleeper("server").WithHealthCheck("own")
                .OnResourceReady(async (_, _, _) =>
                {
                    await Task.Yield();
                    lock (steps) steps.Add("ready");
                });
            builder.AddSleeper("client").WaitFor(server).OnBeforeResourceStarted((_, _, _) =>
            {
                lock (steps) steps.Add("client");
                return Task.CompletedTask;
            });
        });

        var starting = app.Application.StartAsync(app.Token);
        var server = await app.States.WaitForResourceAsync("server", change => change.Snapshot.HealthReports.Any(r => r.Description == "not yet"), app.Token);
        server.Snapshot.HealthStatus.ShouldBe(HealthStatus.Unhealthy);
        await app.States.WaitForResourceAsync("client", KnownResourceStates.Waiting, app.Token);
        starting.IsCompleted.ShouldBeFalse();

        Volatile.Write(ref healthy, true);
        await starting;

        app.Snapshot("client").State!.Text.ShouldBe(KnownResourceStates.Running);
        app.Snapshot("server").HealthStatus.ShouldBe(HealthStatus.Healthy);
        steps.ShouldBe(["ready", "client"]);
    }

    [Fact]
    public async Task WaitForCompletion_waits_for_the_exit_code()
    {
        await using var app = await App.StartAsync(builder =>
        {
            var job = builder.AddScript("job", "exit 0");
            var bad = builder.AddScript("bad", "exit 4");
            builder.AddSleeper("after").WaitForCompletion(job);
            builder.AddSleeper("never").WaitForCompletion(bad);
        });

        app.Snapshot("after").State!.Text.ShouldBe(KnownResourceStates.Running);
        app.Snapshot("never").State!.Text.ShouldBe(KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task Explicit_start_waits_for_the_command()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("late").WithExplicitStart());
        app.Snapshot("late").State!.Text.ShouldBe(KnownResourceStates.NotStarted);

        (await app.PressAsync("late", "start")).Success.ShouldBeTrue();

        app.Snapshot("late").State!.Text.ShouldBe(KnownResourceStates.Running);
    }

    [Fact]
    public async Task What_waits_for_something_hopeless_says_so()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("client").WaitFor(builder.AddExecutable("server", "no-such-program", "/")));

        var error = await Should.ThrowAsync<DistributedApplicationException>(
            () => app.States.WaitForResourceHealthyAsync("client", WaitBehavior.StopOnResourceUnavailable, app.Token));
        error.Message.ShouldContain("'server'");
        error.Message.ShouldContain("no-such-program");
    }
}
