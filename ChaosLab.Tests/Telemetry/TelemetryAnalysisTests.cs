using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Analysis;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Telemetry;

public sealed class TelemetryAnalysisTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 19, 30, 0, TimeSpan.Zero);

    private readonly TelemetryStore _store = new(new TelemetryLimits());
    private ulong _ids;
    private DateTimeOffset _at = Start;

    [Fact]
    public void A_retry_in_a_request_that_succeeded_rescued_it()
    {
        Request(200, Call("payment", attempts: 2, events: ["retry"]));
        Request(502, Call("payment", attempts: 3, failed: "Failed", events: ["retry", "retry"]));
        Request(200, Call("payment"));

        Find().Absorbers.ShouldBe([new Absorber("retry", "web-1", "payment", Times: 3, Rescued: 1)]);
    }

    [Fact]
    public void A_request_is_rescued_once_however_often_a_mechanism_acted_in_it()
    {
        Request(200, Call("payment", attempts: 3, events: ["retry", "retry"]));
        Find().Absorbers.ShouldBe([new Absorber("retry", "web-1", "payment", Times: 2, Rescued: 1)]);
    }

    [Theory]
    [InlineData("fallback", "fallback")]
    [InlineData("bulkhead.full", "bulkhead")]
    [InlineData("timeout.attempt", "timeout")]
    [InlineData("timeout.total", "timeout")]
    public void Each_event_names_its_mechanism(string happened, string mechanism)
    {
        Request(200, Call("catalog", events: [happened]));
        Find().Absorbers.ShouldBe([new Absorber(mechanism, "web-1", "catalog", 1, 1)]);
    }

    [Fact]
    public void A_rejection_by_an_open_circuit_is_the_breaker_s()
    {
        Request(502, Call("payment", attempts: 0, failed: "CircuitOpen"));
        Find().Absorbers.ShouldBe([new Absorber("breaker", "web-1", "payment", 1, 0)]);
    }

    [Fact]
    public void What_a_service_does_by_itself_is_counted_but_rescues_nobody()
    {
        Add(Call("payment", attempts: 2, events: ["retry"])(NextTrace(), null));
        Find().Absorbers.ShouldBe([new Absorber("retry", "web-1", "payment", 1, 0)]);
    }

    [Fact]
    public void Health_probes_are_nobody_s_requests()
    {
        Add(Call("payment", operation: "probe", attempts: 0, failed: "CircuitOpen", events: ["timeout.attempt"])(NextTrace(), null));
        var findings = Find();
        findings.Absorbers.ShouldBeEmpty();
        findings.Amplification.ShouldBeEmpty();
    }

    [Fact]
    public void Amplification_is_attempts_per_call_that_was_tried()
    {
        Request(200, Call("payment", attempts: 3), Call("catalog"));
        Request(200, Call("payment"), Call("catalog"));
        Request(502, Call("payment", attempts: 0, failed: "CircuitOpen"));

        var amplification = Find().Amplification;

        amplification.Keys.ShouldBe(["payment", "catalog"], ignoreOrder: true);
        amplification["payment"].ShouldBe(2);
        amplification["catalog"].ShouldBe(1);
    }

    /// <summary>A breaker does not make a call that is tried try less; it keeps calls, and so load, away.</summary>
    [Fact]
    public void The_load_on_a_dependency_is_attempts_per_call_tried_or_not()
    {
        Request(200, Call("payment", attempts: 3), Call("catalog"));
        Request(502, Call("payment", attempts: 0, failed: "CircuitOpen"));
        Request(502, Call("payment", attempts: 0, failed: "CircuitOpen"));
        var traces = ShopTrace.Began(_store, Start, Start.AddMinutes(1));

        DependencyCalls.AttemptsPerCall(traces, "payment", null, rejected: true).ShouldBe(1);
        DependencyCalls.AttemptsPerCall(traces, "payment", "web-1", rejected: false).ShouldBe(3);
        DependencyCalls.AttemptsPerCall(traces, "payment", "web-2", rejected: true).ShouldBeNull();
        DependencyCalls.AttemptsPerCall(traces, "cache", null, rejected: true).ShouldBeNull();
    }

    [Fact]
    public void The_shop_noticed_when_a_circuit_opened_or_it_warned()
    {
        Log(3, LogRecord.Warning, "ChaosLab.ServiceDefaults.Health.DependencyProber", "payment is not available");
        Log(1, LogRecord.Warning, "ChaosLab.Web.Orders.PurchaseHandler", "Order 1 was not charged", "Order {OrderId} was not charged");
        Log(2, LogRecord.Warning, "ChaosLab.Web.Orders.PurchaseHandler", "Order 2 was not charged", "Order {OrderId} was not charged");
        Log(5, LogRecord.Error, "ChaosLab.Payment.Ledger.LedgerState", "The ledger cannot be written");
        Log(4, LogRecord.Warning, "ChaosLab.ServiceDefaults.Dependency", "Degraded: catalog list answered by its fallback");
        Log(0, LogRecord.Warning, "ChaosLab.ServiceDefaults.Faults.FaultLeases", "Fault f-1 acts");
        Log(0, LogRecord.Warning, "ChaosLab.Payment", "The fail mode is on until tomorrow", "The fail mode is {Mode}");
        Log(0, LogRecord.Warning, "ChaosLab.ServiceDefaults.Dependency", "Circuit opened for 2 s");
        Log(0, 9, "ChaosLab.Web.Orders.PurchaseHandler", "all is well");
        Request(502, Call("payment", failed: "Failed", events: ["circuit.open"]));

        Find().Detections.Single(d => d.What == "warning").Times.ShouldBe(2);
        Find().Detections.Select(d => (d.At, d.What, d.Text)).ShouldBe(
        [
            (Start, "breaker opened", "The circuit breaker for payment opened."),
            (Start.AddSeconds(1), "warning", "Order 1 was not charged (2 times)"),
            (Start.AddSeconds(3), "health degraded", "payment is not available"),
            (Start.AddSeconds(4), "degraded", "Degraded: catalog list answered by its fallback"),
            (Start.AddSeconds(5), "error", "The ledger cannot be written"),
        ]);
    }

    [Fact]
    public void A_warning_of_before_does_not_hide_that_a_fault_brought_it_again()
    {
        foreach (var second in new[] { 1, 2, 11, 12, 21 }) Log(second, LogRecord.Warning, "ChaosLab.Web.Orders.PurchaseHandler", $"Order {second} was not charged", "Order {OrderId} was not charged");

        Find(new ActingFault("f-1", Start.AddSeconds(10), Start.AddSeconds(15)), new ActingFault("f-2", Start.AddSeconds(20), Start.AddSeconds(25)))
            .Detections.Select(d => (d.At, d.Text)).ShouldBe(
            [
                (Start.AddSeconds(1), "Order 1 was not charged (2 times)"),
                (Start.AddSeconds(11), "Order 11 was not charged (2 times)"),
                (Start.AddSeconds(21), "Order 21 was not charged"),
            ]);
    }

    [Fact]
    public void Much_that_was_said_before_a_fault_leaves_room_for_what_it_brought()
    {
        for (var i = 0; i < 300; i++) Log(1, LogRecord.Warning, "ChaosLab.Web", $"warning {i}");
        Log(11, LogRecord.Warning, "ChaosLab.Web", "warning of the fault");

        Find(new ActingFault("f-1", Start.AddSeconds(10), Start.AddSeconds(15))).Detections[^1].Text.ShouldBe("warning of the fault");
    }

    [Fact]
    public void A_heap_that_is_nearly_full_is_an_alert()
    {
        Log(1, LogRecord.Warning, "ChaosLab.ServiceDefaults.Health.HeapAlert", "The heap holds 83 % of its hard limit");
        Find().Detections.ShouldHaveSingleItem().What.ShouldBe("alert");
    }

    [Fact]
    public void Examples_are_those_that_a_fault_hit_then_those_of_its_time_and_none_of_before()
    {
        for (var i = 0; i < 3; i++) Request(502, Call("payment", failed: "Failed"));
        _at = Start.AddSeconds(10);
        Request(502, Call("catalog", failed: "Failed"));
        Request(502, Call("payment", failed: "Failed", fault: "f-1"));
        Request(502, Call("payment", failed: "Failed", fault: "of another run"));

        var examples = Find(new ActingFault("f-1", Start.AddSeconds(9), Start.AddSeconds(15))).Examples;

        examples.Select(e => (e.Why, e.Fault)).ShouldBe([("failed", "f-1"), ("failed", null), ("slow", null)]);
        examples.ShouldAllBe(e => e.At == _at);
    }

    [Fact]
    public void Examples_are_failed_rescued_and_slow_requests_at_most_five()
    {
        for (var i = 0; i < 4; i++) Request(502, Call("payment", failed: "Failed"));
        for (var i = 0; i < 4; i++) Request(200, Call("payment", attempts: 2, events: ["retry"]));
        for (var i = 0; i < 4; i++) Request(200, Call("payment"));

        var examples = Find().Examples;

        examples.Select(e => e.Why).ShouldBe(["failed", "failed", "rescued", "rescued", "slow"]);
        examples.DistinctBy(e => e.TraceId).Count().ShouldBe(5);
    }

    [Fact]
    public void An_example_is_a_tree_with_what_went_wrong()
    {
        Request(502, Call("payment", attempts: 2, failed: "Failed", fault: "f-7", events: ["chaos.fault", "retry"]));

        Find().Examples.ShouldHaveSingleItem().Lines.ShouldBe(
        [
            "web-1: POST /purchase, 20 ms, 502, failed",
            "  web-1: payment charge, 10 ms, failed: Failed, hit by fault f-7 [chaos.fault payment, retry payment]",
        ]);
    }

    [Fact]
    public void Spans_that_are_each_other_s_parents_are_drawn_none_the_less()
    {
        var trace = NextTrace();
        var request = Span(trace, new SpanId(1), null, "GET /", SpanRole.Server);
        _store.Spans.Add([request, Span(trace, new SpanId(2), new SpanId(3), "a"), Span(trace, new SpanId(3), new SpanId(2), "b")]);
        Find().Examples.ShouldHaveSingleItem().Lines.ShouldBe(["web-1: GET /, 20 ms", "… and 2 more spans"]);
    }

    [Fact]
    public void A_trace_belongs_to_the_time_in_which_it_began()
    {
        Request(200, Call("payment", attempts: 2, events: ["retry"]));
        TelemetryAnalysis.Find(_store, Start.AddMilliseconds(1), Start.AddMinutes(1)).Spans.ShouldBe(0);
        TelemetryAnalysis.Find(_store, Start, Start).Spans.ShouldBe(2);
        TelemetryAnalysis.Find(_store, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Spans.ShouldBe(2);
    }

    [Fact]
    public void What_gave_way_makes_the_figures_lower_bounds()
    {
        var store = new TelemetryStore(new TelemetryLimits { Spans = 1 });
        store.Spans.Add([Span(NextTrace(), NextId(), null, "GET /", SpanRole.Server), Span(NextTrace(), NextId(), null, "GET /", SpanRole.Server)]);
        TelemetryAnalysis.Find(store, Start, Start.AddMinutes(1)).Dropped.ShouldBe(1);
        TelemetryAnalysis.Find(store, Start.AddSeconds(1), Start.AddMinutes(1)).Dropped.ShouldBe(0);
    }

    [Fact]
    public void Once_spans_have_given_way_the_services_counters_tell_what_acted()
    {
        var store = new TelemetryStore(new TelemetryLimits { Spans = 1 });
        Counter(store, "retry", -1, 5);
        Counter(store, "retry", 1, 9);

        // The service was restarted, and counts anew.
        Counter(store, "retry", 2, 3);
        Counter(store, "circuit.open", 3, 1);
        Calls(store, "ok", 1, 10);
        Calls(store, "CircuitOpen", 1, 4);
        Calls(store, "ok", 1, 100, operation: "probe");
        TelemetryAnalysis.Find(store, Start, Start.AddMinutes(1)).ShouldSatisfyAllConditions(
            whole => whole.Complete.ShouldBeTrue(), whole => whole.Absorbers.ShouldBeEmpty("spans tell, while none is missing"));

        store.Spans.Add([Span(NextTrace(), NextId(), null, "GET /", SpanRole.Server), Span(NextTrace(), NextId(), null, "GET /", SpanRole.Server)]);
        var findings = TelemetryAnalysis.Find(store, Start, Start.AddMinutes(1));

        findings.Complete.ShouldBeTrue();
        findings.Absorbers.ShouldBe([new Absorber("retry", "web-1", "payment", Times: 7, Rescued: 0), new Absorber("breaker", "web-1", "payment", Times: 4, Rescued: 0)]);
        findings.Amplification["payment"].ShouldBe(1.7);
        findings.Detections.ShouldBe([new Detection(Start.AddSeconds(3), "web-1", "breaker opened", "The circuit breaker for payment opened.")]);
    }

    [Fact]
    public void Once_counters_have_given_way_too_nobody_knows_what_acted()
    {
        var store = new TelemetryStore(new TelemetryLimits { Spans = 1, MetricPoints = 1 });
        Counter(store, "retry", 1, 9);
        Counter(store, "retry", 2, 10);
        store.Spans.Add([Span(NextTrace(), NextId(), null, "GET /", SpanRole.Server), Span(NextTrace(), NextId(), null, "GET /", SpanRole.Server)]);

        TelemetryAnalysis.Find(store, Start, Start.AddMinutes(1)).Complete.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_found_in_nothing()
    {
        var findings = Find();
        (findings.Spans, findings.Dropped, findings.Examples.Count, findings.Detections.Count).ShouldBe((0L, 0L, 0, 0));
    }

    private TelemetryFindings Find(params ActingFault[] faults) => TelemetryAnalysis.Find(_store, Start, Start.AddMinutes(1), faults);

    private static void Counter(TelemetryStore store, string happened, int second, double value)
        => store.Metrics.Add([new MetricPoint(
            Records.Stream("chaoslab.dependency.events", attributes: [("dependency", "payment"), ("event", happened)]), Start.AddSeconds(second), value, null)]);

    private static void Calls(TelemetryStore store, string outcome, int second, long count, string operation = "charge")
        => store.Metrics.Add([new MetricPoint(
            Records.Stream("chaoslab.dependency.duration", kind: MetricKind.Histogram, attributes: [("dependency", "payment"), ("operation", operation), ("outcome", outcome)]),
            Start.AddSeconds(second), 0.5, count)]);

    private void Add(params SpanRecord[] spans) => _store.Spans.Add(spans);

    private void Request(int status, params Func<TraceId, SpanId?, SpanRecord>[] calls)
    {
        var trace = NextTrace();
        var request = Span(trace, NextId(), null, "POST /purchase", SpanRole.Server, failed: status >= 500, attributes: [new("http.response.status_code", $"{status}")]);
        Add([request, .. calls.Select(call => call(trace, request.SpanId))]);
    }

    private Func<TraceId, SpanId?, SpanRecord> Call(
        string dependency, int attempts = 1, string? failed = null, string operation = "charge", string? fault = null, string[]? events = null)
        => (trace, parent) =>
        {
            List<KeyValuePair<string, string>> attributes = [new("chaoslab.dependency", dependency)];
            if (attempts != 1) attributes.Add(new("chaoslab.attempts", $"{attempts}"));
            if (failed is not null) attributes.Add(new("error.type", failed));
            if (fault is not null) attributes.Add(new("chaoslab.fault.id", fault));
            return Span(
                trace, NextId(), parent, $"{dependency} {operation}", failed: failed is not null, attributes: [.. attributes], milliseconds: 10,
                events: [.. (events ?? []).Select(name => new SpanEvent(Start, name, new TelemetryAttributes([new("dependency", dependency)])))]);
        };

    private SpanId NextId() => new(++_ids);

    private TraceId NextTrace() => new(1, ++_ids);

    private SpanRecord Span(
        TraceId trace, SpanId id, SpanId? parent, string name, SpanRole kind = SpanRole.Internal, bool failed = false,
        KeyValuePair<string, string>[]? attributes = null, SpanEvent[]? events = null, int milliseconds = 20)
        => new("web-1", null, trace, id, parent, name, kind, _at, TimeSpan.FromMilliseconds(milliseconds), failed, null,
            new TelemetryAttributes(attributes ?? []), events ?? []);

    private void Log(int second, int severity, string category, string text, string? format = null)
        => _store.Logs.Add([new LogRecord(
            "web-1", category, Start.AddSeconds(second), severity, text, null, null,
            format is null ? TelemetryAttributes.None : new TelemetryAttributes([new("{OriginalFormat}", format)]))]);
}
