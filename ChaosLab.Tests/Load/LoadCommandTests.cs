using System.Text.Json;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.ChaosController;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary><c>lab load</c>, from the command line to figures and exit code.</summary>
[Collection(Alone.Name)]
public sealed class LoadCommandTests : IDisposable
{
    private const string Bought = """{"status":"success","orderId":"o-1","paymentId":"p-1"}""";

    private readonly RunDirectory _directory = new();
    private readonly Interruption _interruption = new();

    public void Dispose()
    {
        _interruption.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Load_on_the_shop_shows_each_operation_and_the_cap()
    {
        await using var server = new RawServer((request, socket) => socket.SendAsync(RawServer.Answer(200, request.Target == "/purchase" ? Bought : "{}")).AsTask());
        _directory.Add("default", gatewayUrl: server.Url.ToString());

        var (code, output, error) = await RunAsync("load", "--rate", "400", "--for", "500ms", "--mix", "browse=80,purchase=20", "--connections", "32", "--seed", "5");

        code.ShouldBe(ExitCodes.Done, output + error);
        error.ShouldContain("seed 5");
        output.ShouldContain("browse");
        output.ShouldContain("200: 200");
        output.ShouldContain($"Purchases: {server.Requests.Count(request => request.Target == "/purchase")} acknowledged, 0 refused, 0 with unknown outcome");
        output.ShouldContain(" of 32 allowed");
        output.ShouldContain("Own lag: p99 ");
        server.Requests.Count.ShouldBe(200);
    }

    [Fact]
    public async Task The_figures_as_JSON_are_complete()
    {
        await using var server = RawServer.Always(RawServer.Answer(503));

        var (code, output, _) = await RunAsync("load", "--rate", "100", "--for", "300ms", "--url", server.Url + "slow?x=1", "--json");

        code.ShouldBe(ExitCodes.No);
        var result = JsonDocument.Parse(output).RootElement.GetProperty("result");
        result.GetProperty("total").GetProperty("failed").GetInt32().ShouldBe(30);
        result.GetProperty("total").GetProperty("statuses").GetProperty("503").GetInt32().ShouldBe(30);
        result.GetProperty("operations").GetProperty("get").GetProperty("due").GetInt32().ShouldBe(30);
        result.GetProperty("keptUp").GetBoolean().ShouldBeTrue();
        server.Requests.ShouldAllBe(request => request.Method == "GET" && request.Target == "/slow?x=1");
    }

    [Fact]
    public async Task Interrupted_it_tells_what_it_measured()
    {
        await using var server = new RawServer(async (_, socket) =>
        {
            await socket.SendAsync(RawServer.Answer(200));
            _interruption.Request();
        });

        var (code, output, error) = await RunAsync("load", "--rate", "10", "--for", "1h", "--url", server.Url.ToString());

        code.ShouldBe(ExitCodes.Done, error);
        error.ShouldContain("Interrupted.");
        output.ShouldContain("Answers by status: 200:");
    }

    [Theory]
    [InlineData("not on this machine", "--url", "http://example.com/")]
    [InlineData("no http address", "--url", "https://127.0.0.1/")]
    [InlineData("write an address", "--url", "nowhere")]
    [InlineData("at most 20000", "--rate", "20001")]
    [InlineData("above 0", "--rate", "0")]
    [InlineData("from 1 to 1024", "--connections", "1025")]
    [InlineData("must be constant or ramp or spike or poisson", "--pattern", "poison")]
    [InlineData("a ramp needs a second rate", "--pattern", "ramp", "--url", "http://127.0.0.1:1/")]
    [InlineData("has one rate, not two", "--to", "10", "--url", "http://127.0.0.1:1/")]
    [InlineData("write each operation once", "--mix", "browse")]
    [InlineData("--mix is for the shop", "--mix", "browse=1", "--url", "http://127.0.0.1:1/")]
    [InlineData("longer than 1h", "--for", "2h", "--url", "http://127.0.0.1:1/")]
    public async Task Wrong_use_is_explained(string expected, params string[] options)
    {
        var (code, output, error) = await RunAsync(["load", .. options]);

        code.ShouldBe(ExitCodes.WrongUse);
        output.ShouldBeEmpty();
        error.ShouldContain(expected);
    }

    [Fact]
    public async Task Without_a_lab_it_says_so()
    {
        var (code, _, error) = await RunAsync("load");

        code.ShouldBe(ExitCodes.NoLab);
        error.ShouldBe("error: No lab is running. Start one: ./lab up\n");
    }

    [Fact]
    public async Task An_unknown_operation_is_named()
    {
        await using var server = RawServer.Always(RawServer.Answer(200));
        _directory.Add("default", gatewayUrl: server.Url.ToString());

        var (code, _, error) = await RunAsync("load", "--mix", "brows=80");

        code.ShouldBe(ExitCodes.WrongUse);
        error.ShouldContain("The mix names 'brows'; there is only browse, search, purchase, return, orders.");
    }

    [Fact]
    public async Task Help_shows_examples()
    {
        var (code, output, _) = await RunAsync("load", "--help");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("Examples:\n  ./lab load ");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, interactive: false, interactiveError: false);
        var context = new CliContext(terminal, new Repository(_directory.Root), _interruption, TimeProvider.System);
        var code = await LabCommandLine.RunAsync(args, context).WaitAsync(TimeSpan.FromMinutes(2));
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
