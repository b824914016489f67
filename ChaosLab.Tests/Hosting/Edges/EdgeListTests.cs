using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Edges;

/// <summary>Every call of the shop goes over an edge, and <c>lab edges</c> shows it.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed partial class EdgeListTests(SharedLab shared) : SharedLabTest(shared)
{
    private static readonly (string Name, string Protocol)[] Used = [("web->payment", "http"), ("web->cache", "redis"), ("web->postgres", "postgres")];

    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Purchases_are_seen_on_edges_of_every_protocol()
    {
        var before = await ListAsync();
        using var over = new CancellationTokenSource();
        var buying = BuyAsync(over.Token);
        Dictionary<string, JsonElement> after;
        try
        {
            after = await Eventually.BeAsync(
                "requests on every edge", _ => ListAsync(), list => Used.All(edge => Rate(list[edge.Name]) > 0), every: CliLab.BetweenPrograms);
        }
        finally
        {
            await over.CancelAsync();
        }

        (await buying).ShouldBeGreaterThan(0);
        foreach (var (name, protocol) in Used)
        {
            var edge = after[name];
            edge.GetProperty("protocol").GetString().ShouldBe(protocol);
            edge.GetProperty("enabled").GetBoolean().ShouldBeTrue(name);
            edge.GetProperty("connections").GetInt64().ShouldBeGreaterThan(0, name);
            edge.GetProperty("connectionsTotal").GetInt64().ShouldBeGreaterThan(0, name);
            foreach (var bytes in new[] { "bytesUp", "bytesDown" })
                edge.GetProperty(bytes).GetInt64().ShouldBeGreaterThan(before[name].GetProperty(bytes).GetInt64(), $"{name} {bytes}");
            edge.GetProperty("toxics").GetArrayLength().ShouldBe(0, name);
        }
    }

    [Theory]
    [InlineData("payment", 1)]
    [InlineData("catalog", 2)]
    [InlineData("analytics", 1)]
    [InlineData("web-1", 4)]
    [InlineData("web-2", 4)]
    public async Task A_service_knows_the_others_by_its_edges_only(string service, int references)
    {
        var lab = _lab.App.Services.GetRequiredService<LabResource>();
        var own = lab.Edges.All.Where(edge => edge.Callers.Any(caller => caller.Name == service)).Select(edge => edge.ListenPort).ToArray();

        var told = (await _lab.SnapshotAsync(service)).EnvironmentVariables
            .Where(variable => variable.Name.StartsWith("services__", StringComparison.Ordinal) || variable.Name.StartsWith("ConnectionStrings__", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Name, variable => Port().Match(variable.Value ?? "").Groups[1].Value);

        told.Count.ShouldBe(references, string.Join(", ", told.Keys));
        foreach (var (name, port) in told) own.ShouldContain(int.Parse(port, CultureInfo.InvariantCulture), name);
    }

    private static double Rate(JsonElement edge) => edge.TryGetProperty("requestsPerSecond", out var rate) && rate.ValueKind == JsonValueKind.Number ? rate.GetDouble() : 0;

    private async Task<int> BuyAsync(CancellationToken over)
    {
        var bought = 0;
        while (!over.IsCancellationRequested)
        {
            if ((await _lab.Gateway.BuyAsync()).Status == HttpStatusCode.OK) bought++;
        }

        return bought;
    }

    // As a user asks.
    private async Task<Dictionary<string, JsonElement>> ListAsync()
    {
        var options = _lab.App.Services.GetRequiredService<LabResource>().Options;
        var (code, output) = await RunningProgram.RunAsync(
            BuiltPrograms.Cli, ["edges", "--json", "--name", options.Name],
            new Dictionary<string, string?> { ["Lab__RunDirectory"] = options.RunDirectory, ["LAB_ROOT"] = BuiltPrograms.Checkout, ["DOTNET_ENVIRONMENT"] = "Development" });
        code.ShouldBe(0, output);
        return JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(edge => edge.GetProperty("name").GetString()!);
    }

    // http://127.0.0.1:1, 127.0.0.1:1,password=… or Host=127.0.0.1;Port=1;…
    [GeneratedRegex(@"127\.0\.0\.1(?::|;Port=)(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Port();
}
