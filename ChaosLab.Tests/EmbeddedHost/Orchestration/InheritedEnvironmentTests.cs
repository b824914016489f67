using ChaosLab.Tests.Support;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Orchestration;

/// <summary>What a resource's process gets of the AppHost's own environment, which here is that of these tests.</summary>
[Collection(Alone.Name)]
public sealed class InheritedEnvironmentTests
{
    [Fact]
    public async Task A_process_inherits_what_is_not_the_AppHosts_own()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://localhost:1");
        Environment.SetEnvironmentVariable("CHAOSLAB_TEST_VALUE", "inherited");
        try
        {
            await using var app = await App.StartAsync(builder => builder.AddScript("server", "echo [$ASPNETCORE_URLS] [$CHAOSLAB_TEST_VALUE]; exec sleep 1000"));
            await Eventually.BeAsync("the line", _ => app.LogAsync("server"),
                lines => lines.Any(line => line.EndsWith("[] [inherited]", StringComparison.Ordinal)), App.Limit);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
            Environment.SetEnvironmentVariable("CHAOSLAB_TEST_VALUE", null);
        }
    }
}
