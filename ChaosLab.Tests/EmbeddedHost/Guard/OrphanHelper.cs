using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.Tests.EmbeddedHost.Guard;

/// <summary>Turns a process of this assembly into a host with resources, for a test that kills it.</summary>
internal static class OrphanHelper
{
    public const string Switch = "CHAOSLAB_TEST_ORPHANS";

    // Before the test runner's own entry point, which would know nothing of it. Until this returns no other thread may enter the
    // assembly, so nothing here is asynchronous.
    [ModuleInitializer]
    internal static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null) return;

        Environment.SetEnvironmentVariable(Switch, null);
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("plain", "sleep", "/", "600");
        builder.AddExecutable("tree", "sh", "/", "-c", "sleep 600 & setsid sleep 600 & wait");
        // What changes its credentials loses the parent-death signal, as Postgres does.
        builder.AddExecutable("other-user", "setpriv", "/", "--pdeathsig", "clear", "sleep", "600");
        builder.Build().StartAsync().GetAwaiter().GetResult();

        ProcStat[] started;
        do
        {
            started = [.. ProcStat.ReadAll().Where(stat => stat.Name == "sleep" && IsDescendant(stat))];
        }
        while (started.Length < 4);

        foreach (var process in started) System.Console.WriteLine($"started {process.Identity}");
        System.Console.WriteLine("ready");
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    private static bool IsDescendant(ProcStat stat)
        => stat.Parent == Environment.ProcessId || (ProcStat.Read(stat.Parent) is { } parent && parent.Identity.Pid > 1 && IsDescendant(parent));
}
