using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Row A4: the payment mock fails, the shop says so, and nothing is charged twice.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class PaymentOutageTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Purchase_answers_502_during_the_outage_and_200_after_restore()
    {
        var customer = "outage-" + Guid.NewGuid().ToString("N");
        await _lab.PressOkAsync("payment", "outage-on");
        try
        {
            var during = await _lab.Gateway.BuyAsync(customer: customer);
            during.Status.ShouldBe(HttpStatusCode.BadGateway);
            during.Member("error").ShouldBe("payment service unavailable");
            during.Body.ShouldStartWith("""{"error":"payment service unavailable""");
        }
        finally
        {
            await _lab.RestoreAsync();
        }

        (await _lab.Gateway.BuyUntilOkAsync()).Member("status").ShouldBe("success");
        (await _lab.Gateway.BuyAsync(customer: customer)).Status.ShouldBe(HttpStatusCode.OK);
        await _lab.AgreeAsync(customer);
    }

    [Fact]
    public async Task Same_key_goes_through_once_when_it_is_tried_again_after_the_outage()
    {
        var key = Guid.NewGuid().ToString();
        await _lab.PressOkAsync("payment", "outage-on");
        try
        {
            (await _lab.Gateway.BuyAsync(key)).Status.ShouldBe(HttpStatusCode.BadGateway);
        }
        finally
        {
            await _lab.RestoreAsync();
        }

        var answer = await Eventually.BeAsync("the same purchase again", _ => _lab.Gateway.BuyAsync(key),
            a => a.Status == HttpStatusCode.OK);
        (await _lab.Gateway.BuyAsync(key)).Body.ShouldBe(answer.Body);
        (await _lab.Payment.ChargeStatusAsync(answer.Member("orderId")!)).ShouldBe("charged");
    }
}
