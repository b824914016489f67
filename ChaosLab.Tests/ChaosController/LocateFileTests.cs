using System.Diagnostics;
using ChaosLab.ChaosController.Bridge;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

public sealed class LocateFileTests : IDisposable
{
    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_lab_whose_AppHost_lives_is_running()
    {
        var file = LocateFile.Read(_directory.Add("default")).ShouldNotBeNull();

        file.State.ShouldBe(LocateFileState.Running);
        file.Name.ShouldBe("default");
        file.Location.ShouldNotBeNull().Token.ShouldBe(FakeBridge.Token);
        file.Problem.ShouldBeNull();
    }

    [Fact]
    public void No_file_is_no_lab() => LocateFile.Read(Path.Combine(_directory.Path, "default.json")).ShouldBeNull();

    [Fact]
    public async Task A_killed_AppHost_leaves_a_file_of_a_lab_that_is_gone()
    {
        // It reads its input to the end, so it lives until its start time has been read.
        using var ended = Process.Start(new ProcessStartInfo("sort") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var started = new DateTimeOffset(ended.StartTime.ToUniversalTime(), TimeSpan.Zero);
        ended.StandardInput.Close();
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);

        var file = LocateFile.Read(_directory.Add("default", pid: ended.Id, startTime: started)).ShouldNotBeNull();

        file.State.ShouldBe(LocateFileState.Gone);
        file.Problem.ShouldNotBeNull().ShouldContain($"pid {ended.Id}");
    }

    [Fact]
    public void A_reused_process_id_is_not_the_AppHost()
    {
        var file = LocateFile.Read(_directory.Add("default", startTime: DateTimeOffset.UtcNow.AddHours(-3))).ShouldNotBeNull();

        file.State.ShouldBe(LocateFileState.Gone);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("null", "empty")]
    [InlineData("[]", "not JSON")]
    [InlineData("{}", "it names the lab")]
    [InlineData("""{"name":"default","bridgeUrl":"http://127.0.0.1:1","token":"","pid":4711}""", "no token")]
    [InlineData("""{"name":"default","bridgeUrl":"http://127.0.0.1:1","token":"x","pid":0}""", "pid is 0")]
    [InlineData("""{"name":"default","bridgeUrl":"http://192.0.2.7:80","token":"x","pid":4711}""", "not a loopback address")]
    [InlineData("""{"name":"other","bridgeUrl":"http://127.0.0.1:1","token":"x","pid":4711}""", "names the lab 'other'")]
    public void A_file_that_is_not_what_it_should_be_is_corrupt(string content, string why)
    {
        var file = LocateFile.Read(_directory.AddText("default", content)).ShouldNotBeNull();

        file.State.ShouldBe(LocateFileState.Corrupt);
        file.Location.ShouldBeNull();
        file.Problem.ShouldNotBeNull().ShouldContain(why);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    public void A_token_that_others_can_read_is_not_used(UnixFileMode mode)
    {
        var path = _directory.Add("default");
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such permissions.");
        else File.SetUnixFileMode(path, mode);

        var file = LocateFile.Read(path).ShouldNotBeNull();

        file.State.ShouldBe(LocateFileState.Exposed);
        file.Location.ShouldBeNull();
    }

    [Fact]
    public void Forgetting_deletes_only_what_does_not_run()
    {
        var running = _directory.Add("one");
        var gone = _directory.Add("two", startTime: DateTimeOffset.UtcNow.AddHours(-3));
        var labs = new LabDirectory(_directory.Path);

        labs.Forget("one");
        labs.Forget("two");
        labs.Forget("three");

        File.Exists(running).ShouldBeTrue();
        File.Exists(gone).ShouldBeFalse();
    }
}
