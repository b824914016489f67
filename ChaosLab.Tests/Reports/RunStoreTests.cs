using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.ChaosController;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>What is kept is found again, whatever else lies there.</summary>
public sealed class RunStoreTests : IDisposable
{
    private readonly RunDirectory _directory = new();
    private readonly StoredRuns _runs;

    public RunStoreTests() => _runs = new StoredRuns(_directory.Root);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Runs_are_listed_the_newest_first()
    {
        _runs.Add(SampleRuns.Pass);
        _runs.Add(SampleRuns.Fail with { StartedAt = SampleRuns.Start.AddHours(1) });

        var all = _runs.Store.ReadAll();

        all.Select(run => (run.Id, run.Verdict, run.Duration, run.Note)).ShouldBe(
        [
            (SampleRuns.Fail.Id, "fail", SampleRuns.Fail.EndedAt - SampleRuns.Start.AddHours(1), null),
            (SampleRuns.Pass.Id, "pass", TimeSpan.FromSeconds(60), null),
        ]);
        all[1].Record!.Ledger!.Acknowledged.ShouldBe(600);
    }

    [Fact]
    public void A_killed_run_says_so()
    {
        _runs.AddJournal("20261121-193000-killed", """
            {"at":"2026-11-21T19:30:00Z","kind":"runStarted","text":"Payment is away"}
            {"at":"2026-11-21T19:30:12Z","kind":"intent","text":"About to cut payment.","subject":"cut payment"}
            {"at":"2026-11-21T19:30:1
            """);

        var run = _runs.Store.ReadAll().ShouldHaveSingleItem();

        run.State.ShouldBe(StoredState.Interrupted);
        run.Verdict.ShouldBe("interrupted");
        run.Title.ShouldBe("Payment is away");
        run.Duration.ShouldBe(TimeSpan.FromSeconds(12));
        run.Note.ShouldBe("The journal ends without a verdict: the run goes on, or was killed. The last thing it tells, at 2026-11-21 19:30:12Z: About to cut payment.");
    }

    [Fact]
    public void A_run_whose_record_is_missing_is_broken_and_not_interrupted()
    {
        _runs.AddJournal("20261121-193000-lost", """
            {"at":"2026-11-21T19:30:00Z","kind":"runStarted","text":"Payment is away"}
            {"at":"2026-11-21T19:31:00Z","kind":"verdict","text":"fail"}
            """);

        var run = _runs.Store.ReadAll().ShouldHaveSingleItem();

        run.State.ShouldBe(StoredState.Broken);
        run.Note.ShouldBe("The run ended (fail), but run.json is missing.");
    }

    [Theory]
    [InlineData("{\"id\": ")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("\u0000\u0001")]
    public void A_record_that_cannot_be_read_costs_one_note(string record)
    {
        _runs.AddText("20261121-193000-torn", "run.json", record);
        _runs.Add(SampleRuns.Pass with { StartedAt = SampleRuns.Start.AddDays(-1) });

        var all = _runs.Store.ReadAll();

        all.Select(run => run.State).ShouldBe([StoredState.Broken, StoredState.Complete]);
        all[0].Note!.ShouldStartWith("run.json cannot be read: ");
        all[0].Note!.ShouldNotContain("\n");
        all[0].StartedAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 19, 30, 0, TimeSpan.Zero), "the folder's name tells");
    }

    [Fact]
    public void A_damaged_journal_does_not_cost_the_record()
    {
        _runs.Add(SampleRuns.Pass);
        _runs.AddJournal(SampleRuns.Pass.Id, "nonsense\nmore nonsense\n");

        var run = _runs.Store.ReadAll().ShouldHaveSingleItem();

        run.State.ShouldBe(StoredState.Complete);
        run.Note.ShouldBe("2 lines of journal.jsonl cannot be read.");
    }

    [Fact]
    public void Foreign_folders_are_no_runs()
    {
        _runs.AddText("notes", "todo.txt", "");
        _runs.AddText(".git", "config", "");

        _runs.Store.ReadAll().ShouldBeEmpty();
    }

    [Fact]
    public void Without_the_directory_there_are_no_runs()
    {
        _runs.Store.ReadAll().ShouldBeEmpty();
        Should.Throw<LabError>(() => _runs.Store.Find(RunStore.Last)).ExitCode.ShouldBe(ExitCodes.No);
    }

    [Theory]
    [InlineData("20261121-193000-kill-web")]
    [InlineData("20261121-19")]
    [InlineData("last")]
    public void A_run_is_found_by_what_names_it_alone(string written)
    {
        _runs.Add(SampleRuns.Pass with { StartedAt = SampleRuns.Start.AddHours(2), EndedAt = SampleRuns.Start.AddHours(3) });
        _runs.Add(SampleRuns.Fail);

        _runs.Store.Find(written).Id.ShouldBe(SampleRuns.Pass.Id);
    }

    [Theory]
    [InlineData("2026", "'2026' begins the ids of 2 runs: ")]
    [InlineData("payment-outage", "There is no run 'payment-outage'. Did you mean '20261121-203000-payment-outage'?")]
    [InlineData("20261121-203000-paymnet-outage", "Did you mean '20261121-203000-payment-outage'?")]
    [InlineData("../..", "There is no run '../..'. Newest: ")]
    [InlineData("", "There is no run ''.")]
    public void What_names_none_or_several_is_wrong_use(string written, string expected)
    {
        _runs.Add(SampleRuns.Pass);
        _runs.Add(SampleRuns.Fail);

        var error = Should.Throw<LabError>(() => _runs.Store.Find(written));

        error.ExitCode.ShouldBe(ExitCodes.WrongUse);
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void A_set_of_reports_is_complete_and_leaves_nothing_beside()
    {
        var folder = _runs.Add(SampleRuns.Pass);

        // Again: the files are replaced.
        var paths = ReportSet.Write(folder, SampleRuns.Pass);

        Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["chaos_report_20261121_193000.json", "journal.json", "postmortem.md", "report.html", "report.md", "run.json"]);
        paths.Count.ShouldBe(6);
        paths.ShouldAllBe(path => File.Exists(path));
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_stays_as_it_was()
    {
        var folder = _runs.Add(SampleRuns.Pass);
        // A directory in its place cannot be overwritten.
        File.Delete(folder.Html);
        Directory.CreateDirectory(Path.Combine(folder.Html, "x"));

        var error = Should.Throw<Exception>(() => AtomicFile.Write(folder.Html, "new"));

        (error is IOException or UnauthorizedAccessException).ShouldBeTrue(error.ToString());
        Directory.Exists(Path.Combine(folder.Html, "x")).ShouldBeTrue();
        Directory.EnumerateFiles(folder.Path, "*.tmp", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).ShouldBeEmpty("the draft is removed");
    }
}
