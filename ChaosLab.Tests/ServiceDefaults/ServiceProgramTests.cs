using System.Net;
using System.Net.Sockets;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults;

/// <summary>A service that cannot start says why in one line, and ends with exit code 1.</summary>
public sealed class ServiceProgramTests
{
    [Theory]
    [InlineData("ChaosLab.Web", "Web:MaxConcurrentCheckouts must be from 1 to 10000.", "--Web:MaxConcurrentCheckouts=0")]
    [InlineData("ChaosLab.Web", "Web:ReconcileAfter is 01:00:00; it must be between 00:00:01 and 00:10:00.", "--Web:ReconcileAfter=01:00:00")]
    [InlineData("ChaosLab.Web", "Lab:Profile is 'brave'; it must be 'resilient' or 'naive'.", "--Lab:Profile=brave")]
    [InlineData("ChaosLab.Web", "'soon'", "--Web:ReconcileAfter=soon")]
    [InlineData("ChaosLab.Web", "would listen beyond this machine", "--urls=http://0.0.0.0:0")]
    [InlineData("ChaosLab.Catalog", "Catalog:LocalCapacity must be from 16 to 100000.", "--Catalog:LocalCapacity=1")]
    [InlineData("ChaosLab.Payment", "Payment:LedgerDirectory is not set; set it to the directory that keeps the ledger.", "--Payment:LedgerDirectory=")]
    [InlineData("ChaosLab.Payment", "Payment:FeatureTimeout", "--Payment:FeatureTimeout=soon")]
    [InlineData("ChaosLab.Analytics", "Analytics:BatchSize must be from 1 to 10000.", "--Analytics:BatchSize=0")]
    public async Task A_wrong_setting_is_one_line(string service, string expected, string setting)
    {
        (await RefusalAsync(service, setting)).ShouldContain(expected);
    }

    [Fact]
    public async Task A_taken_port_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        (await RefusalAsync("ChaosLab.Analytics", $"--urls=http://127.0.0.1:{port}")).ShouldContain($"http://127.0.0.1:{port}");
    }

    /// <summary>The one line; what was under way before the refusal may have logged lines of its own.</summary>
    private static async Task<string> RefusalAsync(string service, string setting)
    {
        var (exitCode, output) = await RunningProgram.RunAsync(BuiltPrograms.Find(service), ["--urls=http://127.0.0.1:0", setting], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__cache"] = "127.0.0.1:1",
            ["ConnectionStrings__ordersdb"] = "Host=127.0.0.1;Port=1;Username=u;Password=p;Database=orders",
            ["ConnectionStrings__catalogdb"] = "Host=127.0.0.1;Port=1;Username=u;Password=p;Database=catalog",
        });

        exitCode.ShouldBe(1, output);
        output.ShouldNotContain("   at ");
        return output.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal)).ShouldHaveSingleItem(output);
    }
}
