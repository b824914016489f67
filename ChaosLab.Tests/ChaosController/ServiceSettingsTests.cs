using ChaosLab.ChaosController.Trust;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

/// <summary>What the chaos service is told, and what it says when that is wrong.</summary>
public sealed class ServiceSettingsTests
{
    private static readonly string Standard = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "standard"));

    [Fact]
    public void The_audit_is_kept_in_the_labs_own_data()
    {
        Read(("Lab:DataDirectory", "/lab/data")).AuditFile.ShouldBe(Path.GetFullPath("/lab/data/audit.jsonl"));
        Read(("Lab:DataDirectory", "/lab/data"), ("Lab:AuditFile", "/elsewhere/it")).AuditFile.ShouldBe(Path.GetFullPath("/elsewhere/it"));
        Read().AuditFile.ShouldBe(Path.Combine(Standard, "audit.jsonl"));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var problems = Problems(
            ("Lab:BridgeUrl", "http://192.0.2.7:80"), ("Lab:Token", "short"), ("urls", "http://0.0.0.0:5080;http://localhost:5081;nonsense"));

        problems.Count.ShouldBe(4);
        problems[0].ShouldStartWith("Lab:BridgeUrl is 'http://192.0.2.7:80'");
        problems[1].ShouldStartWith("Lab:Token must have at least 16 characters");
        problems[2].ShouldStartWith("The address 'http://0.0.0.0:5080' is not on loopback");
        problems[3].ShouldStartWith("The address 'nonsense' is none");
    }

    [Fact]
    public async Task The_service_ends_with_one_line_and_exit_code_1()
    {
        var (exitCode, output) = await RunningProgram.RunAsync(BuiltPrograms.Cli, ["serve", "--Lab:Token=short"], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["LAB_ROOT"] = BuiltPrograms.Checkout,
        });

        exitCode.ShouldBe(1, output);
        output.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("error: Lab:BridgeUrl is ''");
    }

    private static ServiceSettings Read(params (string Key, string Value)[] settings)
        => ServiceSettings.Read(Configuration(settings), Standard, out _).ShouldNotBeNull();

    private static IReadOnlyList<string> Problems(params (string Key, string Value)[] settings)
    {
        ServiceSettings.Read(Configuration(settings), Standard, out var problems).ShouldBeNull();
        return problems;
    }

    private static IConfiguration Configuration((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Lab:BridgeUrl"] = "http://127.0.0.1:1", ["Lab:Token"] = "a-token-of-one-test-run" };
        foreach (var (key, value) in settings) all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
