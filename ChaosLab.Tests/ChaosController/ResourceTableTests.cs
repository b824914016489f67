using System.Text.RegularExpressions;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

/// <summary>The table of <c>lab status</c> and <c>lab up</c>, before a bridge with scripted answers.</summary>
public sealed partial class ResourceTableTests : IAsyncLifetime
{
    private readonly RunDirectory _directory = new();
    private FakeBridge _bridge = null!;

    public async ValueTask InitializeAsync()
    {
        _bridge = await FakeBridge.StartAsync();
        _bridge.Web = ("Running", "Unhealthy");
        _directory.Add("default", _bridge.Url, gatewayUrl: _bridge.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _bridge.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task On_a_terminal_of_80_columns_addresses_stay_whole()
    {
        (_bridge.WebRestarts, _bridge.WebFaults) = (12, ["f-1", "f-22", "f-333", "f-4444"]);

        var lines = await StatusAsync(interactive: true);

        lines.ShouldAllBe(line => line.Length <= 80);
        var web = lines.Single(line => line.Contains("web-1", StringComparison.Ordinal));
        web.ShouldContain($" {_bridge.Url} ");
        web.ShouldContain("Unhealthy");
        foreach (var note in (string[])["12 restarts", "f-1", "f-22", "f-333", "f-4444"]) string.Join('\n', lines).ShouldContain(note);
    }

    [Fact]
    public async Task Where_nothing_happened_nothing_is_noted()
        => (await StatusAsync(interactive: true)).ShouldNotContain(line => line.Contains("Notes", StringComparison.Ordinal));

    [Fact]
    public async Task For_programs_each_thing_has_a_column()
        => (await StatusAsync(interactive: false)).Single(line => line.StartsWith("web-1", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["web-1", "Running", "Unhealthy", "pid", "4711", "0", "-", _bridge.Url]);

    [Theory]
    [InlineData(true, "Stopped")]
    [InlineData(false, "Finished")]
    public async Task What_was_stopped_on_purpose_is_told_apart_from_what_died(bool onPurpose, string word)
    {
        (_bridge.Web, _bridge.WebStopped) = (("Finished", null), onPurpose);

        (await StatusAsync(interactive: false)).Single(line => line.StartsWith("web-1", StringComparison.Ordinal)).ShouldContain($" {word} ");
    }

    private async Task<string[]> StatusAsync(bool interactive)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, TextWriter.Null, interactive, interactiveError: false);
        if (interactive) terminal.Out.Profile.Width = 80;
        using var interruption = new Interruption();
        var code = await LabCommandLine.RunAsync(["status"], new CliContext(terminal, new Repository(_directory.Root), interruption, TimeProvider.System));

        code.ShouldBe(ExitCodes.Done);
        return [.. Colour().Replace(output.ToString(), "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
    }

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Colour();
}
