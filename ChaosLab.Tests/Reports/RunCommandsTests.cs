using System.Text.Json;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.ChaosController;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary><c>lab runs</c>, <c>lab report</c> and <c>lab logs --run</c>: what they print and how they end; no lab runs.</summary>
public sealed class RunCommandsTests : IDisposable
{
    private readonly RunDirectory _directory = new();
    private readonly Interruption _interruption = new();
    private readonly Opener _opener = new();
    private readonly StoredRuns _runs;

    public RunCommandsTests() => _runs = new StoredRuns(_directory.Root);

    public void Dispose()
    {
        _interruption.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Runs_are_listed_with_date_title_verdict_and_duration()
    {
        AddTwo();

        var (code, output, error) = await RunAsync("runs");

        code.ShouldBe(ExitCodes.Done);
        error.ShouldBeEmpty();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        Words(lines[1]).ShouldBe($"{SampleRuns.Fail.Id} 2026-11-22 19:30:00Z 60.0 s fail The shop sells on while the payment is away");
        Words(lines[2]).ShouldBe($"{SampleRuns.Pass.Id} 2026-11-21 19:30:00Z 60.0 s pass A killed web instance costs nobody an order");
    }

    [Theory]
    [InlineData("kill-web", "--experiment", "KILLED")]
    [InlineData("kill-web", "--experiment", "experiments/kill-web")]
    [InlineData("payment-outage", "--since", "2026-11-22")]
    [InlineData("payment-outage", "--since", "2026-11-21T19:30:01Z")]
    public async Task Runs_are_filtered(string expected, params string[] filter)
    {
        AddTwo();

        var (_, output, _) = await RunAsync(["runs", .. filter]);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain(expected);
    }

    [Fact]
    public async Task Runs_as_JSON_have_what_programs_need()
    {
        AddTwo();
        _runs.AddText("20261120-100000-torn", "run.json", "{");

        var (code, output, _) = await RunAsync("runs", "--json");

        code.ShouldBe(ExitCodes.Done);
        var runs = JsonDocument.Parse(output).RootElement;
        runs.EnumerateArray().Select(run => run.GetProperty("state").GetString()).ShouldBe(["complete", "complete", "broken"]);
        runs[0].GetProperty("verdict").GetString().ShouldBe("fail");
        runs[0].GetProperty("durationSeconds").GetDouble().ShouldBe(60);
        runs[0].GetProperty("startedAt").GetString().ShouldBe("2026-11-22T19:30:00.25Z");
        runs[2].TryGetProperty("verdict", out _).ShouldBeFalse();
        runs[2].GetProperty("note").GetString()!.ShouldStartWith("run.json cannot be read");
    }

    [Fact]
    public async Task A_broken_folder_costs_one_note_beside_the_list()
    {
        AddTwo();
        _runs.AddText("20261120-100000-torn", "run.json", "{");

        var (code, output, error) = await RunAsync("runs");

        code.ShouldBe(ExitCodes.Done);
        Words(output).ShouldContain("20261120-100000-torn 2026-11-20 10:00:00Z unknown broken");
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("20261120-100000-torn: run.json cannot be read: ");
    }

    [Fact]
    public async Task No_runs_are_no_error_of_the_list_but_of_the_report()
    {
        var (code, output, _) = await RunAsync("runs");
        code.ShouldBe(ExitCodes.Done);
        output.ShouldStartWith("There are no runs in ");
        JsonDocument.Parse((await RunAsync("runs", "--json")).Output).RootElement.GetArrayLength().ShouldBe(0);

        var (none, _, error) = await RunAsync("report");
        none.ShouldBe(ExitCodes.No);
        error.ShouldContain("There are no runs in ");
        (await RunAsync("logs", "--run", "last")).Code.ShouldBe(ExitCodes.No);
    }

    [Fact]
    public async Task A_report_is_summed_up_with_the_paths_of_its_files()
    {
        AddTwo();

        var (code, output, _) = await RunAsync("report");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldStartWith("FAIL: The shop sells on while the payment is away\nRun 20261121-203000-payment-outage, 2026-11-22 19:30:00Z, 60.0 s\n");
        output.ShouldContain("  - 2 acknowledged orders were lost\n");
        foreach (var line in output.Split('\n').Where(line => line.StartsWith("html ", StringComparison.Ordinal) || line.StartsWith("json ", StringComparison.Ordinal)))
        {
            File.Exists(line[12..].Trim()).ShouldBeTrue(line);
        }
    }

    [Theory]
    [InlineData("html", "report.html")]
    [InlineData("md", "report.md")]
    [InlineData("json", "chaos_report_20261121_193000.json")]
    [InlineData("postmortem", "postmortem.md")]
    public async Task With_a_format_only_a_path_is_printed(string format, string file)
    {
        var folder = _runs.Add(SampleRuns.Pass);

        var (code, output, _) = await RunAsync("report", "20261121", "--format", format);

        code.ShouldBe(ExitCodes.Done);
        output.ShouldBe(Path.Combine(folder.Path, file) + "\n");
    }

    [Fact]
    public async Task A_report_that_was_removed_is_made_again_and_the_others_stay()
    {
        var folder = _runs.Add(SampleRuns.Pass);
        var before = await File.ReadAllTextAsync(folder.Html, TestContext.Current.CancellationToken);
        File.Delete(folder.Html);
        await File.WriteAllTextAsync(folder.Postmortem, "Somebody's own words.", TestContext.Current.CancellationToken);

        await RunAsync("report", "last");

        (await File.ReadAllTextAsync(folder.Postmortem, TestContext.Current.CancellationToken)).ShouldBe("Somebody's own words.");

        (await File.ReadAllTextAsync(folder.Html, TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task An_unknown_run_is_wrong_use_with_suggestions()
    {
        AddTwo();

        foreach (var args in (string[][])[["report", "20261121-203000-paymnet-outage"], ["logs", "--run", "20261121-203000-paymnet-outage"]])
        {
            var (code, output, error) = await RunAsync(args);

            code.ShouldBe(ExitCodes.WrongUse);
            output.ShouldBeEmpty();
            error.ShouldContain("Did you mean '20261121-203000-payment-outage'?");
        }
    }

    [Fact]
    public async Task Open_shows_the_page_and_without_a_display_says_where_it_is()
    {
        var folder = _runs.Add(SampleRuns.Pass);

        (await RunAsync("report", "--open")).Code.ShouldBe(ExitCodes.Done);
        (await RunAsync("report", "--open", "--format", "postmortem")).Code.ShouldBe(ExitCodes.Done);
        _opener.Opened.ShouldBe([folder.Html, folder.Postmortem]);

        _opener.Problem = "There is no display here.";
        var (code, _, error) = await RunAsync("report", "--open");
        code.ShouldBe(ExitCodes.Done);
        error.ShouldBe($"There is no display here. The file: {folder.Html}\n");
    }

    [Theory]
    [InlineData(true, null, null, false)]
    [InlineData(true, "", "", false)]
    [InlineData(true, ":0", null, true)]
    [InlineData(true, null, "wayland-0", true)]
    [InlineData(false, null, null, true)]
    public void A_display_is_needed_on_Linux_alone(bool isLinux, string? x11, string? wayland, bool works)
        => (FileOpener.Problem(isLinux, name => name == "DISPLAY" ? x11 : wayland) is null).ShouldBe(works);

    [Fact]
    public async Task An_interrupted_run_has_a_journal_and_no_report()
    {
        _runs.AddJournal("20261121-193000-killed", """{"at":"2026-11-21T19:30:00Z","kind":"runStarted","text":"Payment is away"}""");

        var (code, output, error) = await RunAsync("report");
        code.ShouldBe(ExitCodes.Done);
        output.ShouldStartWith("INTERRUPTED: Payment is away\n");
        output.ShouldContain("journal.jsonl");
        error.ShouldContain("The journal ends without a verdict");

        var (no, _, missing) = await RunAsync("report", "--format", "html");
        no.ShouldBe(ExitCodes.No);
        missing.ShouldContain("has no report");
    }

    [Fact]
    public async Task Logs_of_a_run_tell_what_happened_and_who_complained()
    {
        AddTwo();

        var (code, output, _) = await RunAsync("logs", "--run", SampleRuns.Pass.Id);

        code.ShouldBe(ExitCodes.Done);
        output.ShouldStartWith("20261121-193000-kill-web  pass  A killed web instance costs nobody an order\n");
        output.ShouldContain("19:30:10.250Z  fault acted       kill on web-1 acted.\n");
        Words(output).ShouldContain("web-1 finished 1 19:30:10.450Z");
        Words(output).ShouldContain("gateway alert 1 19:30:11.050Z");
    }

    [Fact]
    public async Task Equal_warnings_count_as_often_as_they_came()
    {
        _runs.Add(SampleRuns.Pass with
        {
            Telemetry = SampleRuns.Pass.Telemetry! with
            {
                Detections = [new(SampleRuns.At(11), "web-1", "warning", "It was slow (40 times)", 40), new(SampleRuns.At(12), "web-1", "warning", "It was full (2 times)", 2)],
            },
        });

        Words((await RunAsync("logs", "--run", "last")).Output).ShouldContain("web-1 warning 42 19:30:11.250Z");
    }

    [Fact]
    public async Task The_logs_that_were_kept_tell_of_parts_without_telemetry()
    {
        var folder = _runs.Add(SampleRuns.Pass);
        _runs.AddText(folder.Id, "logs/postgres.log", """
            2026-11-21T19:30:12.000Z 2026-11-21 19:30:12.000 UTC [12] FATAL:  the database system is starting up
            2026-11-21T19:30:13.000Z 2026-11-21 19:30:13.000 UTC [13] FATAL:  the database system is starting up
            2026-11-21T19:30:14.000Z 2026-11-21 19:30:14.000 UTC [13] LOG:  database system is ready to accept connections
            """);
        _runs.AddText(folder.Id, "logs/gateway.log", "2026-11-21T19:30:12.500Z [WARNING]  (7) : Server web/web-1 is DOWN\n");

        var output = Words((await RunAsync("logs", "--run", "last")).Output);

        output.ShouldContain("postgres error in its log 2 19:30:12.000Z");
        output.ShouldNotContain("warning in its log", Case.Sensitive, "the gateway has told it by telemetry");
    }

    [Fact]
    public async Task Logs_are_found_by_experiment_and_by_date()
    {
        AddTwo();

        (await RunAsync("logs", "--date", "2026-11-21")).Output.ShouldStartWith(SampleRuns.Pass.Id);
        (await RunAsync("logs", "--experiment", "outage")).Output.ShouldStartWith(SampleRuns.Fail.Id);
        var both = (await RunAsync("logs", "--experiment", "a")).Output;
        both.IndexOf(SampleRuns.Pass.Id, StringComparison.Ordinal).ShouldBeLessThan(both.IndexOf(SampleRuns.Fail.Id, StringComparison.Ordinal), "in the order of time");
        var (code, _, error) = await RunAsync("logs", "--date", "2020-01-01");
        code.ShouldBe(ExitCodes.No);
        error.ShouldContain("No run matches.");
    }

    [Theory]
    [InlineData("Say whose log", "logs")]
    [InlineData("leave out one of the two", "logs", "web-1", "--run", "last")]
    [InlineData("--follow and --tail are for the log of a resource", "logs", "--run", "last", "--follow")]
    [InlineData("--since is 'yesterday'; write a date such as 2026-11-21", "runs", "--since", "yesterday")]
    [InlineData("--format is 'pdf'; it must be html or md or json or postmortem", "report", "--format", "pdf")]
    public async Task Wrong_use_is_explained(string expected, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        code.ShouldBe(ExitCodes.WrongUse);
        output.ShouldBeEmpty();
        error.ShouldContain(expected);
    }

    [Fact]
    public async Task A_terminal_takes_no_orders_from_a_run()
    {
        _runs.Add(SampleRuns.HostileTexts);

        foreach (var args in (string[][])[["runs"], ["report"], ["logs", "--run", "last"]])
        {
            var (code, output, error) = await RunAsync(args);
            code.ShouldBe(ExitCodes.Done);
            (output + error).ShouldNotContain("\u001b");
            output.ShouldContain("<script>alert(1)</script> \"quoted\" 'single' a|b `c` *d* red second line & more");
        }
    }

    private void AddTwo()
    {
        _runs.Add(SampleRuns.Pass);
        _runs.Add(SampleRuns.Fail with { StartedAt = SampleRuns.Start.AddDays(1), EndedAt = SampleRuns.Start.AddDays(1).AddMinutes(1) });
    }

    private static string Words(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, interactive: false, interactiveError: false);
        var context = new CliContext(terminal, new Repository(_directory.Root), _interruption, TimeProvider.System) { Opener = _opener };
        var code = await LabCommandLine.RunAsync(args, context).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Notes what would be shown.</summary>
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
