extern alias hosting;

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Journal;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class FaultJournalTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-journal-");

    private string Path => System.IO.Path.Combine(_directory.FullName, FaultJournal.FileName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void What_was_not_closed_is_found_by_every_next_run_in_reverse_until_it_is()
    {
        using (var killed = new FaultJournal(Path, "run-1", TimeProvider.System))
        {
            killed.Write("intent", Fault("f-1", "latency"));
            killed.Write("acted", Fault("f-1", "latency"));
            killed.Write("intent", Fault("f-2", "pause"));
            killed.Write("acted", Fault("f-2", "pause"));
            killed.Write("undo", Fault("f-2", "pause"));
            killed.Write("intent", Fault("f-3", "kill"));
            killed.Write("ended", Fault("f-3", "kill"));
            killed.Write("intent", Fault("f-4", "down"));
            killed.Write("undone", Fault("f-4", "down"));
            killed.Write("stuck", Fault("f-1", "latency"));
        }

        // A run that is killed before it has undone anything leaves it to the next one.
        using (var next = new FaultJournal(Path, "run-2", TimeProvider.System))
        {
            next.Write("intent", Fault("f-1", "down"));
            next.Leftovers().Select(entry => (entry.Id, entry.Run)).ShouldBe([("f-2", "run-1"), ("f-1", "run-1")], "its own is none");
        }

        using (var third = new FaultJournal(Path, "run-3", TimeProvider.System))
        {
            third.Write("undone", third.Leftovers()[1], "gone");
            third.Leftovers().Select(entry => (entry.Id, entry.Run)).ShouldBe([("f-1", "run-2"), ("f-1", "run-1")]);
        }
    }

    [Fact]
    public void The_same_id_of_another_run_is_another_fault()
    {
        using (var first = new FaultJournal(Path, "run-1", TimeProvider.System)) first.Write("intent", Fault("f-1", "latency"));
        using var second = new FaultJournal(Path, "run-2", TimeProvider.System);
        second.Write("intent", Fault("f-1", "down"));
        second.Write("undone", Fault("f-1", "down"));

        FaultJournal.Open(FaultJournal.Read(Path)).Single().Kind.ShouldBe("latency");
    }

    [Fact]
    public void A_line_cut_off_by_a_kill_is_left_out_and_the_next_one_stands_alone()
    {
        using (var killed = new FaultJournal(Path, "run-1", TimeProvider.System)) killed.Write("intent", Fault("f-1", "latency"));
        File.AppendAllText(Path, "{\"at\":\"2026-01-01T00:0");

        using (var next = new FaultJournal(Path, "run-2", TimeProvider.System)) next.Write("intent", Fault("f-1", "down"));

        FaultJournal.Read(Path).Select(entry => entry.Kind).ShouldBe(["latency", "down"]);
    }

    [Fact]
    public void Who_why_and_how_are_kept()
    {
        using var journal = new FaultJournal(Path, "run-1", TimeProvider.System);
        journal.Write("intent", Fault("f-1", "latency") with
        {
            Owner = "ada (lab, pid 7)", Reason = "game day", Settings = new Dictionary<string, string> { ["latency"] = "200ms" },
        });

        var entry = FaultJournal.Read(Path).Single();
        (entry.Who, entry.Reason, entry.Settings!["latency"]).ShouldBe(("ada (lab, pid 7)", "game day", "200ms"));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void One_that_cannot_be_written_refuses_the_intent()
    {
        // A directory stands where the file would be: nobody can write there, whoever it is.
        Directory.CreateDirectory(Path);
        using var journal = new FaultJournal(Path, "run-1", TimeProvider.System);

        var refused = Should.Throw<FaultRefusedException>(() => journal.Write(FaultJournal.Intent, Fault("f-1", "latency")));

        refused.Refusal.ShouldBe(Refusal.Conflict);
        refused.Message.ShouldStartWith($"The fault journal {Path} cannot be written, so nothing is done: ");
    }

    private static FaultRecord Fault(string id, string kind)
        => new(id, kind, "web-1", null, DateTimeOffset.UnixEpoch, null, null, null, null, null, FaultState.Requested, null);
}
