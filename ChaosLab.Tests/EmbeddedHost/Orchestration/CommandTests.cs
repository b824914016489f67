using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Orchestration;

public sealed class CommandTests
{
    [Fact]
    public async Task The_built_in_commands_follow_the_state()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server"));
        States(app).ShouldBe("start Hidden, stop Enabled, restart Enabled");

        var stopped = await app.PressAsync("server", "stop");

        (stopped.Success, stopped.Message).ShouldBe((true, "Successfully stopped 'server'."));
        app.Snapshot("server").State!.Text.ShouldBe(KnownResourceStates.Finished);
        States(app).ShouldBe("start Enabled, stop Hidden, restart Disabled");

        (await app.PressAsync("server", "resource-start")).Message.ShouldBe("Successfully started 'server'.");
        (await app.PressAsync("server", "start")).Success.ShouldBeTrue("it runs already");
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server"));

        (await app.PressAsync("server", "fly")).Message!.ShouldStartWith("Command 'fly' not available for resource 'server-");
        (await app.Application.ResourceCommands.ExecuteCommandAsync("nobody", "start", app.Token)).Message.ShouldBe("Resource 'nobody' not found.");
    }

    [Fact]
    public async Task Arguments_are_checked_before_the_command_runs()
    {
        var ran = new List<string?>();
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server").WithCommand("pause", "Pause", context =>
        {
            ran.Add(context.Arguments.GetString("seconds"));
            return Task.FromResult(CommandResults.Success("paused"));
        }, new CommandOptions
        {
            Arguments = [new InteractionInput { Name = "seconds", InputType = InputType.Number, Required = true, Value = "30" }],
            ValidateArguments = context =>
            {
                if (context.Inputs.GetInt32("seconds") > 600) context.AddValidationError("seconds", "at most 600.");
                return Task.CompletedTask;
            },
        }));

        (await app.PressAsync("server", "pause")).Message.ShouldBe("paused");
        (await app.PressAsync("server", "pause", ("seconds", "5"))).Success.ShouldBeTrue();
        foreach (var wrong in (string[])["soon", "", "601"])
        {
            var refused = await app.PressAsync("server", "pause", ("seconds", wrong));
            refused.Success.ShouldBeFalse();
            refused.Message!.ShouldStartWith("Command argument validation failed. seconds:");
        }

        (await app.PressAsync("server", "pause", ("hours", "1"))).Message!.ShouldContain("no such argument");
        ran.ShouldBe(["30", "5"]);
    }

    [Fact]
    public async Task An_exception_is_a_failure_and_a_cancellation_is_none()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server")
            .WithCommand("fail", "Fail", _ => throw new InvalidOperationException("no luck"), new CommandOptions())
            .WithCommand("cancel", "Cancel", _ => throw new OperationCanceledException(), new CommandOptions()));

        var failed = await app.PressAsync("server", "fail");
        (failed.Success, failed.Canceled, failed.Message).ShouldBe((false, false, "no luck"));
        (await app.PressAsync("server", "cancel")).Canceled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_state_is_asked_at_each_change_and_does_not_bind_the_service()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server").WithCommand(
            "kill", "Kill", _ => Task.FromResult(CommandResults.Success()), new CommandOptions
            {
                UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            }));
        State(app, "kill").ShouldBe(ResourceCommandState.Enabled);

        await app.PressAsync("server", "stop");

        State(app, "kill").ShouldBe(ResourceCommandState.Disabled);
        (await app.PressAsync("server", "kill")).Success.ShouldBeTrue();
    }

    private static string States(App app)
        => string.Join(", ", ((string[])["start", "stop", "restart"]).Select(name => $"{name} {State(app, name)}"));

    private static ResourceCommandState State(App app, string command) => app.Snapshot("server").Commands.Single(c => c.Name == command).State;
}
