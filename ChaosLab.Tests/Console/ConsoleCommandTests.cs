using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.ChaosController;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary><c>lab console</c> against a running service.</summary>
public sealed class ConsoleCommandTests : IAsyncLifetime
{
    private readonly RunDirectory _directory = new();
    private readonly Interruption _interruption = new();
    private readonly Opener _opener = new();
    private ConsoleService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ConsoleService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _interruption.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task It_opens_a_link_that_signs_in()
    {
        AddLab(_service.Origin);

        var (code, output, _) = await RunAsync("console");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldBe($"The console of the lab 'default' opens in your browser: {_service.Origin}\n", "a link that was used is of no use");
        using var response = await _service.Client.GetAsync(_opener.Opened.ShouldHaveSingleItem());
        ((int)response.StatusCode).ShouldBe(303);
    }

    [Fact]
    public async Task Where_nothing_can_be_opened_it_prints_the_link()
    {
        AddLab(_service.Origin);
        _opener.Problem = "There is no display here.";

        var (code, output, error) = await RunAsync("console");

        code.ShouldBe(ExitCodes.Done);
        error.ShouldStartWith("There is no display here.");
        output.ShouldMatch($"^{_service.Origin}/signin\\?code=[A-Za-z0-9_-]{{43}}\n$");
    }

    [Fact]
    public async Task With_print_it_opens_nothing()
    {
        AddLab(_service.Origin);

        var (code, output, error) = await RunAsync("console", "--print");

        code.ShouldBe(ExitCodes.Done);
        error.ShouldBeEmpty();
        output.ShouldStartWith($"{_service.Origin}/signin?code=");
        _opener.Opened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, ExitCodes.No, "has no console")]
    [InlineData("http://127.0.0.1:1", ExitCodes.NoLab, "does not answer")]
    public async Task Without_a_service_it_says_so(string? consoleUrl, int expected, string message)
    {
        AddLab(consoleUrl);

        var (code, output, error) = await RunAsync("console");

        code.ShouldBe(expected);
        output.ShouldBeEmpty();
        error.ShouldContain(message);
    }

    private void AddLab(string? consoleUrl) => _directory.Add("default", _service.Bridge.Url, consoleUrl: consoleUrl);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, interactive: false, interactiveError: false);
        var context = new CliContext(terminal, new Repository(_directory.Root), _interruption, TimeProvider.System) { Opener = _opener };
        var code = await LabCommandLine.RunAsync(args, context).WaitAsync(TimeSpan.FromMinutes(2));
        return (code, output.ToString(), error.ToString());
    }

    private sealed class Opener : IFileOpener
    {
        public List<string> Opened { get; } = [];

        public string? Problem { get; set; }

        public Task<string?> OpenAsync(string path, CancellationToken ct)
        {
            Opened.Add(path);
            return Task.FromResult(Problem);
        }
    }
}
