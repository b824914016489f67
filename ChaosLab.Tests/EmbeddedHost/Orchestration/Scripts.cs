using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.Tests.EmbeddedHost.Orchestration;

internal static class Scripts
{
    /// <summary>A resource that runs a shell script.</summary>
    public static IResourceBuilder<ExecutableResource> AddScript(this IDistributedApplicationBuilder builder, string name, string script)
        => builder.AddExecutable(name, "sh", "/", "-c", script);

    /// <summary>A resource that runs until it is stopped.</summary>
    public static IResourceBuilder<ExecutableResource> AddSleeper(this IDistributedApplicationBuilder builder, string name)
        => builder.AddExecutable(name, "sleep", "/", "1000");
}
