using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Queries;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Telemetry.Records;

namespace ChaosLab.Tests.Telemetry;

public sealed class TraceQueryTests
{
    private readonly TelemetryStore _store = new(new TelemetryLimits());

    [Fact]
    public void A_trace_is_told_by_its_root()
    {
        _store.Spans.Add(
        [
            Span(1, 2, 1, "payment charge", at: 2, ms: 5, failed: true, attributes: [("chaoslab.dependency", "payment"), ("chaoslab.fault.id", "f-3")], events: Event("retry", 3)),
            Span(1, 3, 2, "POST /charges", "payment", at: 3, ms: 30),
            Span(1, 1, null, "POST /purchase", at: 0, ms: 20, attributes: [("http.response.status_code", "201")]),
        ]);

        var told = TraceSummary.Of(TraceQuery.Find(_store, new TraceFilter(10)).ShouldHaveSingleItem());

        (told.TraceId, told.Name, told.Service, told.At, told.DurationMs, told.Spans, told.Failed, told.Status)
            .ShouldBe(("0000000000000abc0000000000000001", "POST /purchase", "web-1", Start, 33.0, 3, false, (int?)201));
        told.Services.ShouldBe(["web-1", "payment"]);
        told.Faults.ShouldBe(["f-3"]);
        told.Marks.ShouldBe(["retry"]);
    }

    [Theory]
    [InlineData("all", 1, 2, 3)]
    [InlineData("service", 2)]
    [InlineData("slow", 3)]
    [InlineData("fast", 1, 2)]
    [InlineData("failed", 2)]
    [InlineData("well", 1, 3)]
    [InlineData("fault", 3)]
    [InlineData("text", 1)]
    [InlineData("value", 2)]
    [InlineData("id", 3)]
    [InlineData("from", 2, 3)]
    [InlineData("to", 1, 2)]
    public void Each_condition_leaves_those_that_keep_it(string condition, params int[] wanted)
    {
        _store.Spans.Add(
        [
            Span(1, 1, null, "GET /products", at: 0),
            Span(2, 2, null, "POST /purchase", "web-2", at: 100, attributes: [("http.response.status_code", "502"), ("order.id", "O-77")]),
            Span(3, 3, null, "GET /orders", at: 200, ms: 500, events: Event("chaoslab.fault", 210, ("chaoslab.fault.id", "f-9"))),
        ]);
        var all = new TraceFilter(10);
        var filter = condition switch
        {
            "service" => all with { Service = "web-2" },
            "slow" => all with { MinMs = 500 },
            "fast" => all with { MaxMs = 499 },
            "failed" => all with { Failed = true },
            "well" => all with { Failed = false },
            "fault" => all with { Fault = "f-9" },
            "text" => all with { Text = "PRODUCTS" },
            "value" => all with { Text = "o-77" },
            "id" => all with { Text = Trace(3).ToString() },
            "from" => all with { From = Start.AddMilliseconds(100) },
            "to" => all with { To = Start.AddMilliseconds(100) },
            _ => all,
        };

        TraceQuery.Find(_store, filter).Select(trace => (int)trace.Id.Low).ShouldBe(wanted.Reverse());
    }

    [Fact]
    public void The_newest_are_told_whole_though_the_store_is_not_read_to_its_end()
    {
        // A trace a second; the spans of each come in two exports, the root with the second.
        for (var trace = 1; trace <= 5000; trace++)
        {
            _store.Spans.Add([Span(trace, 2, 1, at: 1000.0 * trace)]);
            if (trace > 2) _store.Spans.Add([Span(trace - 2, 1, null, at: 1000.0 * (trace - 2), ms: 1500)]);
        }

        var found = TraceQuery.Find(_store, new TraceFilter(100, To: Start.AddMilliseconds(4_998_000)));

        found.Select(trace => (int)trace.Id.Low).ShouldBe(Enumerable.Range(4899, 100).Reverse());
        found.ShouldAllBe(trace => trace.Spans.Count == 2 && trace.Complete);
    }

    [Fact]
    public void A_tree_has_each_span_before_those_that_belong_to_it()
    {
        _store.Spans.Add([Span(1, 4, 2, "d", at: 3), Span(1, 3, 1, "c", at: 4), Span(1, 2, 1, "b", at: 2), Span(1, 1, null, "a", at: 0, ms: 50)]);

        var tree = TraceDetail.Of(TraceQuery.Find(_store, Trace(1))!);

        tree.Complete.ShouldBeTrue();
        tree.Spans.Select(span => (span.Name, span.Depth, span.OffsetMs)).ShouldBe([("a", 0, 0.0), ("b", 1, 2.0), ("d", 2, 3.0), ("c", 1, 4.0)]);
    }

    [Fact]
    public void A_span_names_the_fault_and_the_run_that_hit_it()
    {
        _store.Spans.Add([Span(1, 1, null, attributes: [("chaoslab.fault.id", "f-2"), ("chaoslab.run.id", "r-1")], events: Event("chaoslab.fault", 4, ("chaoslab.fault.id", "f-2")))]);

        var span = TraceDetail.Of(TraceQuery.Find(_store, Trace(1))!).Spans.ShouldHaveSingleItem();

        (span.Fault, span.Run).ShouldBe(("f-2", "r-1"));
        span.Events.ShouldHaveSingleItem().OffsetMs.ShouldBe(4);
    }

    [Theory]
    [InlineData("orphan")]
    [InlineData("circle")]
    [InlineData("two roots")]
    public void What_is_partly_gone_says_so_and_is_told_none_the_less(string how)
    {
        _store.Spans.Add(how switch
        {
            "orphan" => [Span(1, 2, 1, "b"), Span(1, 3, 2, "c")],
            "circle" => [Span(1, 2, 3, "b"), Span(1, 3, 2, "c")],
            _ => [Span(1, 2, null, "b"), Span(1, 3, null, "c")],
        });

        var tree = TraceDetail.Of(TraceQuery.Find(_store, Trace(1))!);

        tree.Complete.ShouldBeFalse();
        tree.Spans.Select(span => span.Name).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void A_trace_that_is_not_there_is_none() => TraceQuery.Find(_store, Trace(1)).ShouldBeNull();
}
