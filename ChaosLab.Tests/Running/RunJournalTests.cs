using System.Text.Json;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class RunJournalTests : IDisposable
{
    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("chaoslab-runs-");

    public void Dispose() => _runs.Delete(recursive: true);

    [Fact]
    public void What_happens_can_be_read_at_once()
    {
        var folder = Folder("20261121-100000-one");
        using var journal = new RunJournal(folder.Journal);
        var log = new RunLog(journal, TimeProvider.System, new SecretMask([]));

        log.Write(RunEventKind.Intent, "Injecting kill on web-1.", "web-1");

        Lines(folder).ShouldHaveSingleItem().ShouldContain("\"kind\":\"intent\"");
    }

    [Fact]
    public void Secrets_are_never_written()
    {
        var folder = Folder("20261121-100000-secret");
        using var journal = new RunJournal(folder.Journal);
        var log = new RunLog(journal, TimeProvider.System, new SecretMask(["hunter22"]));

        log.Write(RunEventKind.Note, "the password is hunter22", null, new { Header = "Bearer hunter22", hunter22 = 1 });

        Lines(folder)[0].ShouldSatisfyAllConditions(line => line.ShouldNotContain("hunter22"), line => line.ShouldContain("******"));
    }

    [Fact]
    public async Task Who_follows_is_told_everything_from_the_start_to_the_end()
    {
        using var journal = new RunJournal(Folder("20261121-100000-follow").Journal);
        var log = new RunLog(journal, TimeProvider.System, new SecretMask([]));
        log.Write(RunEventKind.RunStarted, "one");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var following = Task.Run(async () =>
        {
            var told = new List<string>();
            await foreach (var happened in log.FollowAsync(limit.Token)) told.Add(happened.Text);
            return told;
        }, limit.Token);
        log.Write(RunEventKind.Note, "two");
        log.Write(RunEventKind.Verdict, "three");
        log.Close();

        (await following).ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public async Task What_happened_in_a_run_that_has_ended_is_read_from_its_journal()
    {
        var folder = Folder("20261121-100000-ended");
        using var journal = new RunJournal(folder.Journal);
        var log = new RunLog(journal, TimeProvider.System, new SecretMask([]));
        log.Write(RunEventKind.Intent, "one", "web-1", new { Kind = "kill", Seconds = 2.5 });
        log.Write(RunEventKind.Verdict, "two");
        var before = log.Events;
        log.Close();

        var told = await log.FollowAsync(CancellationToken.None).ToArrayAsync();
        File.Delete(folder.Journal);

        JsonSerializer.Serialize(told, RecordJson.Options).ShouldBe(JsonSerializer.Serialize(before, RecordJson.Options));
        log.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{\"at\":\"2026-11-21T10:00:00Z\",\"kind\":\"runStarted\",\"text\":\"x\"}\n")]
    [InlineData("{\"at\":\"2026-11-21T10:00:00Z\",\"kind\":\"runStarted\",\"text\":\"x\"}\n{\"at\":\"2026-11-2")]
    [InlineData("")]
    public void A_journal_that_a_killed_service_left_is_closed_once(string content)
    {
        var folder = Folder("20261121-100000-killed");
        File.WriteAllText(folder.Journal, content);

        InterruptedRuns.Close(_runs.FullName, TimeProvider.System).ShouldBe([folder.Id]);
        InterruptedRuns.Close(_runs.FullName, TimeProvider.System).ShouldBeEmpty();

        JsonDocument.Parse(Lines(folder)[^1]).RootElement.GetProperty("text").GetString()!.ShouldContain("ended in the middle");
        new RunStore(_runs.FullName).Find(folder.Id).State.ShouldBe(StoredState.Interrupted);
    }

    [Fact]
    public void A_journal_is_closed_however_long_the_service_was_away()
    {
        var folder = Folder("20261121-100000-old");
        File.WriteAllText(folder.Journal, "{\"at\":\"2026-11-21T10:00:00Z\",\"kind\":\"runStarted\",\"text\":\"x\"}\n");
        File.SetLastWriteTimeUtc(folder.Journal, DateTime.UtcNow.AddDays(-30));

        InterruptedRuns.Close(_runs.FullName, TimeProvider.System).ShouldBe([folder.Id]);
    }

    [Fact]
    public void What_announces_an_act_is_on_the_disk_before_it()
    {
        foreach (var kind in (RunEventKind[])[RunEventKind.RunStarted, RunEventKind.Intent, RunEventKind.ActivityStarted, RunEventKind.Rollback])
            RunJournal.IsSynced(kind).ShouldBeTrue(kind.ToString());
    }

    [Fact]
    public void A_journal_that_another_service_still_writes_is_left_alone()
    {
        var folder = Folder("20261121-100000-live");
        using var journal = new RunJournal(folder.Journal);
        journal.Write(new RunEvent(DateTimeOffset.UnixEpoch, RunEventKind.RunStarted, "x"));

        InterruptedRuns.Close(_runs.FullName, TimeProvider.System).ShouldBeEmpty();

        Lines(folder).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_costs_no_event_and_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no disk here that is always full.");
        using var journal = new RunJournal(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        var log = new RunLog(journal, TimeProvider.System, new SecretMask([]));

        log.Write(RunEventKind.Intent, "one");
        log.Write(RunEventKind.Intent, "two");
        log.Close();

        (await log.Broken.WaitAsync(TimeSpan.FromMinutes(1))).ShouldNotBeEmpty();
        log.Events.Select(happened => happened.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void A_journal_that_came_to_its_end_is_left_alone()
    {
        var folder = Folder("20261121-100000-done");
        File.WriteAllText(folder.Journal, "{\"at\":\"2026-11-21T10:00:00Z\",\"kind\":\"verdict\",\"text\":\"Pass\"}\n");

        InterruptedRuns.Close(_runs.FullName, TimeProvider.System).ShouldBeEmpty();
    }

    private RunFolder Folder(string id)
    {
        var folder = new RunFolder(_runs.FullName, id);
        Directory.CreateDirectory(folder.Path);
        return folder;
    }

    private static string[] Lines(RunFolder folder)
    {
        using var reader = new StreamReader(new FileStream(folder.Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
