extern alias hosting;

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>An outage is a lease of the service's: it lasts while the lab renews it, and not a moment after its end.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class OutageLeaseTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_nobody_renews_is_ended_by_the_service()
    {
        // As if the AppHost hung right after it has acted.
        var kind = _lab.App.Services.GetServices<IFaultKind>().Single(kind => kind.Name == "outage");
        var payment = _lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == "payment");
        var fault = kind.Prepare(payment, FaultOrder.Check(kind, new FaultRequest("outage", "payment"), "f-lease"));
        await fault.ApplyAsync(() => { }, Ct);
        (await FailModeAsync()).GetProperty("until").ValueKind.ShouldBe(JsonValueKind.String, "it has an end, although none was asked for");

        await Eventually.BeAsync("the outage's end", _ => FailModeAsync(), mode => !mode.GetProperty("failMode").GetBoolean());
        (await fault.LeftoverAsync(Ct)).ShouldBeNull();
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task The_lab_renews_it_until_it_is_removed_and_asks_whether_it_is_gone()
    {
        var run = await _lab.InjectFeltAsync("outage", "payment");
        var first = (await FailModeAsync()).GetProperty("until").GetDateTimeOffset();

        var last = await Eventually.BeAsync("an end that is put off", _ => FailModeAsync(),
            mode => mode.GetProperty("until").GetDateTimeOffset() > first + TimeSpan.FromSeconds(2));
        last.GetProperty("failMode").GetBoolean().ShouldBeTrue();

        await run.RemoveAsync();
        (await FailModeAsync()).GetProperty("failMode").GetBoolean().ShouldBeFalse();
        await _lab.Gateway.BuyUntilOkAsync();
    }

    [Fact]
    public async Task One_that_somebody_else_ended_is_over()
    {
        var run = await _lab.InjectFeltAsync("outage", "payment");
        (await PutAsync(new { enabled = false })).ShouldBe(HttpStatusCode.OK);

        var record = await run.WaitAsync(record => record.LiftedAt is not null, Ct).WaitAsync(TimeSpan.FromSeconds(60), Ct);
        record.Message!.ShouldContain("the service let go of it");
        (await PutAsync(new { enabled = true, forSeconds = 4 }, renew: true)).ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task It_is_switched_and_renewed_although_the_service_fails_every_request()
    {
        var errors = await _lab.InjectFeltAsync("http-error", "payment");
        (await PutAsync(new { enabled = true, forSeconds = 60 })).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(new { enabled = true, forSeconds = 60 }, renew: true)).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(new { enabled = false })).ShouldBe(HttpStatusCode.OK);
        await errors.RemoveAsync();
    }

    private Task<JsonElement> FailModeAsync() => _lab.Payment.JsonAsync("/fail-mode");

    private async Task<HttpStatusCode> PutAsync(object body, bool renew = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/fail-mode")
        {
            Content = JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _lab.App.Services.GetRequiredService<LabResource>().Token) },
        };
        if (renew) request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var response = await _lab.Payment.SendAsync(request, Ct);
        return response.StatusCode;
    }
}
