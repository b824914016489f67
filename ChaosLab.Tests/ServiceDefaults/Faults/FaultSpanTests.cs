using System.Collections.Concurrent;
using System.Diagnostics;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>A trace tells an injected failure from a real one.</summary>
[Collection(Alone.Name)]
public sealed class FaultSpanTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private ActivityListener _listener = null!;
    private FaultyService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "ChaosLab",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _service = await FaultyService.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task A_request_that_a_fault_hits_carries_its_id()
    {
        await _service.InjectAsync("f-hit", "http-error", ("route", "/work"));
        using var hit = await _service.Http.GetAsync("/work");
        using var missed = await _service.Http.GetAsync("/call");

        await Eventually.BeTrueAsync("both requests' spans", () => Of("/work").Length == 1 && Of("/call").Length == 1);
        Of("/work").Single().GetTagItem("chaoslab.fault.id").ShouldBe("f-hit");
        Of("/call").Single().GetTagItem("chaoslab.fault.id").ShouldBeNull();
    }

    [Fact]
    public async Task A_call_that_a_fault_hits_carries_its_id()
    {
        await _service.InjectAsync("f-call", "outgoing-error", ("dependency", "upstream"));
        using var answer = await _service.Http.GetAsync("/call");

        var call = await Eventually.BeAsync("the call's span", _ => Task.FromResult(Call()), span => span is not null);
        call!.GetTagItem("chaoslab.fault.id").ShouldBe("f-call");
    }

    [Fact]
    public async Task The_decision_is_an_event_with_the_lab_s_own_names()
    {
        using var started = await _service.PutAsync("lab-1", "http-error", fault: "f-3", run: "20261121-193000-outage");
        using var hit = await _service.Http.GetAsync("/work");

        await Eventually.BeTrueAsync("the request's span", () => Of("/work").Length == 1);
        var span = Of("/work").Single();
        (span.GetTagItem("chaoslab.fault.id"), span.GetTagItem("chaoslab.run.id")).ShouldBe(("f-3", "20261121-193000-outage"));
        var decision = span.Events.Single(happened => happened.Name == "chaoslab.fault");
        decision.Tags.ToDictionary(tag => tag.Key, tag => tag.Value).ShouldBe(new Dictionary<string, object?>
        {
            ["chaoslab.fault.id"] = "f-3", ["chaoslab.fault.kind"] = "http-error", ["chaoslab.run.id"] = "20261121-193000-outage",
        }, ignoreOrder: true);
    }

    private Activity[] Of(string path) => [.. _spans.Where(span => span.Kind == ActivityKind.Server && (string?)span.GetTagItem("url.path") == path)];

    private Activity? Call() => _spans.FirstOrDefault(span => (string?)span.GetTagItem("chaoslab.dependency") == "upstream");
}
