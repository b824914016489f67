using System.Diagnostics;
using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>A fault's hits are told of customers' requests; the canary's, many a second, would hide them.</summary>
public sealed class CanaryHitTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Only_a_hit_of_a_canary_leaves_nothing(bool canary, int expected)
    {
        var log = new Lines();
        using var span = new Activity("POST /charge") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        if (canary) CanaryRequest.Mark(span);

        new FaultMark(new FaultOrigin("f-1", null), "http-error", log).Hit();

        span.Events.Count().ShouldBe(expected);
        log.Count.ShouldBe(expected);
        span.Recorded.ShouldBe(!canary);
    }

    private sealed class Lines : ILogger
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
