using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Rows A6, A7 and A14: total blackout, partition, and the one command that brings everything back.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class FullOutageTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Full_outage_is_a_blackout_until_restore()
    {
        await _lab.PressOkAsync("lab", "full-outage");
        try
        {
            await Eventually.BeAsync("a blackout", _ => _lab.Gateway.BuyAsync(),
                a => a.Status == HttpStatusCode.ServiceUnavailable);
            using var payment = _lab.ClientOf("payment");
            await Should.ThrowAsync<HttpRequestException>(() => payment.GetAsync("/alive"));
        }
        finally
        {
            await _lab.RestoreAsync();
        }

        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task Partition_stops_the_gateway_and_heals_by_itself()
    {
        var partition = _lab.PressAsync("gateway", "partition", ("seconds", "6"));
        await Eventually.BeTrueAsync("a refused connection", async ct =>
        {
            try
            {
                using var response = await _lab.Gateway.GetAsync("/health", ct);
                return false;
            }
            catch (HttpRequestException)
            {
                return true;
            }
        });

        (await partition).Success.ShouldBeTrue((await partition).Message);
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task Random_kill_is_repeatable_by_its_seed()
    {
        var first = await _lab.PressAsync("lab", "random-kill", ("seed", "17"));
        await _lab.HealthyAsync();
        var second = await _lab.PressAsync("lab", "random-kill", ("seed", "17"));
        await _lab.HealthyAsync();

        first.Success.ShouldBeTrue(first.Message);
        second.Success.ShouldBeTrue(second.Message);
        Target(first.Message).ShouldBe(Target(second.Message));

        string? Target(string? message)
            => Lab.Shop.FirstOrDefault(name => message?.Contains(name, StringComparison.Ordinal) == true);
    }
}
