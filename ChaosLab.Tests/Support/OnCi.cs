using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>What a developer's machine may lack and CI may not: there a test that cannot run must not look green.</summary>
internal static class OnCi
{
    /// <summary>Skips the test; with <c>CHAOSLAB_CI=1</c>, as <c>.ci/run</c> sets it, or <c>CI=true</c> it fails instead.</summary>
    public static void Without(string what)
    {
        if (Environment.GetEnvironmentVariable("CHAOSLAB_CI") == "1" || Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"CI, but: {what}");
        Assert.Skip(what);
    }
}
