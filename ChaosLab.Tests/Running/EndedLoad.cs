using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.Tests.Verdicts;

namespace ChaosLab.Tests.Running;

/// <summary>A load that has done what it had to do: it only tells what came of it.</summary>
internal sealed class EndedLoad : ILoad
{
    public IReadOnlyList<LoadSecond> Seconds => [];

    public string KeyPrefix => "load-test-";

    public IReadOnlyCollection<ReturnAttempt> ReturnAttempts { get; init; } = [];

    /// <summary>The windows that were asked for last, and the operations.</summary>
    public IReadOnlyList<LoadWindow> Windows { get; private set; } = [];

    public IReadOnlyList<string> Operations { get; private set; } = [];

    public RecentFigures Recent(TimeSpan last, string? operation = null) => throw new NotSupportedException();

    public double? Throughput(TimeSpan last, string? operation = null) => throw new NotSupportedException();

    public LoadFigures Between(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string>? operations = null) => throw new NotSupportedException();

    public LoadFigures During(IReadOnlyCollection<LoadWindow> windows, IReadOnlyCollection<string>? operations = null)
    {
        (Windows, Operations) = ([.. windows], [.. operations ?? []]);
        return Samples.Figures();
    }

    public void SetRate(double rate) => throw new NotSupportedException();

    public Task<LoadResult> StopAsync(CancellationToken ct) => Task.FromResult(Samples.Load());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
