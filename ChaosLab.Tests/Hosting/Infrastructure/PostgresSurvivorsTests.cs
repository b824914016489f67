using System.Diagnostics;
using ChaosLab.Hosting.Infrastructure.Postgres;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Infrastructure;

/// <summary>A backend of a killed server keeps a new one from starting, so it is ended; nothing else is.</summary>
public sealed class PostgresSurvivorsTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("chaoslab-pgdata-");
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("chaoslab-pgdata-");
    private readonly string _program;

    public PostgresSurvivorsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        _program = Path.Combine(_elsewhere.FullName, "postgres");
        File.Copy("/bin/sleep", _program);
    }

    [Fact]
    public async Task Only_backends_on_the_data_directory_are_ended()
    {
        using var survivor = Start(_program, _data);
        using var shell = Start("/bin/sleep", _data);
        using var other = Start(_program, _elsewhere);
        try
        {
            (await PostgresSurvivors.EndAsync(_data.FullName, CancellationToken.None)).ShouldBe(1);

            await survivor.WaitForExitAsync(TestContext.Current.CancellationToken);
            shell.HasExited.ShouldBeFalse();
            other.HasExited.ShouldBeFalse();
            (await PostgresSurvivors.EndAsync(_data.FullName, CancellationToken.None)).ShouldBe(0);
        }
        finally
        {
            foreach (var process in (Process[])[survivor, shell, other]) process.Kill();
        }
    }

    public void Dispose()
    {
        _data.Delete(recursive: true);
        _elsewhere.Delete(recursive: true);
    }

    private static Process Start(string program, DirectoryInfo directory)
        => Process.Start(new ProcessStartInfo(program, ["60"]) { WorkingDirectory = directory.FullName })!;
}
