using ChaosLab.ChaosController.Cli;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>What of the caller's environment an experiment finds.</summary>
public sealed class LabEnvironmentTests
{
    private static readonly Dictionary<string, string> Caller = new()
    {
        ["PATH"] = "/bin", ["KUBECONFIG"] = "/k", ["SHOP_PORT"] = "8080", ["Lab__Token"] = "t", ["CHAOSLAB_NAME"] = "theirs",
    };

    private static readonly Dictionary<string, string> Lab = new() { ["CHAOSLAB_NAME"] = "default" };

    [Fact]
    public void One_that_starts_programs_finds_all_but_the_labs_own_settings()
        => LabEnvironment.For("""{"provider": {"type": "process", "path": "kubectl"}}""", Caller, Lab)
            .ShouldBe(new Dictionary<string, string> { ["PATH"] = "/bin", ["KUBECONFIG"] = "/k", ["SHOP_PORT"] = "8080", ["CHAOSLAB_NAME"] = "default" }, ignoreOrder: true);

    [Fact]
    public void Another_one_finds_what_its_file_names()
        => LabEnvironment.For("""{"configuration": {"port": {"type": "env", "key": "SHOP_PORT"}}}""", Caller, Lab)
            .ShouldBe(new Dictionary<string, string> { ["SHOP_PORT"] = "8080", ["CHAOSLAB_NAME"] = "default" }, ignoreOrder: true);
}
