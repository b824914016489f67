using System.Diagnostics;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Probing;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Probing;

/// <summary>Real programs, as experiments start them.</summary>
public sealed class ProcessActivityTests : IDisposable
{
    private static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string>
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "", ["LAB_TEST"] = "set",
    };

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-process-");

    public void Dispose() => _directory.Delete(recursive: true);

    private Task<ActivityAnswer> RunAsync(string path, TimeSpan? timeout, CancellationToken ct, params string[] arguments)
        => ProcessActivity.RunAsync(new ProcessProvider(path, arguments, timeout), _directory.FullName, Environment, ct);

    [Fact]
    public async Task Status_and_both_outputs_are_answered()
    {
        var answer = await RunAsync("sh", null, CancellationToken.None, "-c", "echo out; echo err >&2; exit 3");

        answer.Succeeded.ShouldBeTrue();
        answer.Output!.ToJsonString().ShouldBe("""{"status":3,"stdout":"out\n","stderr":"err\n"}""");
    }

    [Fact]
    public async Task It_works_in_the_directory_of_the_file_with_the_given_environment_and_no_input()
    {
        var answer = await RunAsync("sh", null, CancellationToken.None, "-c", "pwd; echo $LAB_TEST $HOME; cat");

        answer.Output!["stdout"]!.GetValue<string>().ShouldBe($"{_directory.FullName}\nset\n");
    }

    [Fact]
    public async Task No_shell_sees_the_arguments()
        => (await RunAsync("echo", null, CancellationToken.None, "$HOME", "a|b", "*", "two words")).Output!["stdout"]!.GetValue<string>().ShouldBe("$HOME a|b * two words\n");

    [Fact]
    public async Task A_program_beside_the_file_is_found()
    {
        var script = Path.Combine(_directory.FullName, "judge.sh");
        await File.WriteAllTextAsync(script, "#!/bin/sh\necho judged\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        (await RunAsync("./judge.sh", null, CancellationToken.None)).Output!["stdout"]!.GetValue<string>().ShouldBe("judged\n");
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("./no-such-program")]
    [InlineData("/")]
    public async Task A_missing_program_is_told(string path)
    {
        var answer = await RunAsync(path, null, CancellationToken.None);

        answer.ShouldSatisfyAllConditions(
            () => answer.Succeeded.ShouldBeFalse(), () => answer.Output.ShouldBeNull(), () => answer.Error!.ShouldStartWith($"There is no program '{path}'"));
    }

    [Fact]
    public async Task At_its_time_out_it_ends_with_what_it_started()
    {
        var answer = await RunAsync("sh", TimeSpan.FromSeconds(1), CancellationToken.None, "-c", "sleep 600 & echo $!; wait");

        answer.Succeeded.ShouldBeFalse();
        answer.Error!.ShouldContain("took longer than 1 s");
        IsRunning(answer).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancellation_ends_it_with_what_it_started()
    {
        using var cancel = new CancellationTokenSource();
        var pid = Path.Combine(_directory.FullName, "pid");
        var running = RunAsync("sh", null, cancel.Token, "-c", "sleep 600 & echo $! > pid.new; mv pid.new pid; wait");
        while (!File.Exists(pid)) await Task.Delay(10).WaitAsync(TimeSpan.FromSeconds(30));
        await cancel.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(30)).ShouldThrowAsync<OperationCanceledException>();
        IsRunning(int.Parse(await File.ReadAllTextAsync(pid))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_that_leaves_another_behind_is_not_waited_for()
    {
        var answer = await RunAsync("sh", TimeSpan.FromMinutes(1), CancellationToken.None, "-c", "sleep 300 & echo $!").WaitAsync(TimeSpan.FromSeconds(30));

        answer.Succeeded.ShouldBeTrue();
        using var left = Process.GetProcessById(int.Parse(answer.Output!["stdout"]!.GetValue<string>()));
        left.Kill();
    }

    [Fact]
    public async Task A_large_output_is_cut()
    {
        var answer = await RunAsync("head", TimeSpan.FromMinutes(1), CancellationToken.None, "-c", "3000000", "/dev/zero");

        answer.Succeeded.ShouldBeTrue();
        answer.Output!["stdout"]!.GetValue<string>().Length.ShouldBe(BoundedOutput.MostBytes);
        answer.Output["note"]!.GetValue<string>().ShouldContain("1 MiB");
    }

    private static bool IsRunning(ActivityAnswer answer) => IsRunning(int.Parse(answer.Output!["stdout"]!.GetValue<string>()));

    // A killed child whose new parent has not taken note of it yet is a zombie; that is no running process.
    private static bool IsRunning(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Trim()[0] is not ('Z' or 'X');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
