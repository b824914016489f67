using System.Runtime.InteropServices;

namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Finds metrics in the store.</summary>
internal static class MetricQuery
{
    /// <summary>The most series of one answer.</summary>
    public const int Most = 50;

    /// <summary>Every metric there is, by name.</summary>
    public static IReadOnlyList<MetricInfo> All(TelemetryStore store)
    {
        // Points of one stream share it, as a rule: comparing references counts them in no time.
        var points = new Dictionary<MetricStream, int>(ReferenceEqualityComparer.Instance);
        foreach (var point in store.Metrics.NewestFirst().SelectMany(block => block))
            CollectionsMarshal.GetValueRefOrAddDefault(points, point.Stream, out _)++;
        return
        [
            .. points.GroupBy(stream => stream.Key.Name, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric => new MetricInfo(
                    metric.Key, metric.First().Key.Unit, metric.First().Key.Kind,
                    [.. metric.Select(stream => stream.Key.Service).Distinct().Order(StringComparer.Ordinal)], metric.Sum(stream => stream.Value))),
        ];
    }

    /// <summary>The series of a metric, by service and attributes, at most <see cref="Most"/>; and how many are left off.</summary>
    public static (IReadOnlyList<MetricSeries> Series, int LeftOff) Series(TelemetryStore store, MetricFilter filter)
    {
        var streams = new Dictionary<MetricStream, List<MetricPoint>>();
        foreach (var block in store.Metrics.NewestFirst())
        {
            foreach (var point in block)
            {
                if (Matches(point, filter)) (CollectionsMarshal.GetValueRefOrAddDefault(streams, point.Stream, out _) ??= []).Add(point);
            }

            if (ArrivalOrder.SeenSince(block.Select(point => point.At)) < filter.From) break;
        }

        var series = streams.OrderBy(stream => stream.Key.Service, StringComparer.Ordinal)
            .ThenBy(stream => string.Join('\n', stream.Key.Attributes.All.Select(pair => $"{pair.Key}={pair.Value}")), StringComparer.Ordinal);
        return ([.. series.Take(Most).Select(stream => Of(stream.Key, stream.Value))], Math.Max(0, streams.Count - Most));
    }

    private static bool Matches(MetricPoint point, MetricFilter filter)
        => point.Stream.Name == filter.Name && (filter.Service is null || point.Stream.Service == filter.Service)
            && !(point.At < filter.From) && !(point.At > filter.To);

    private static MetricSeries Of(MetricStream stream, List<MetricPoint> points)
    {
        points.Sort((one, other) => one.At.CompareTo(other.At));
        return new MetricSeries(
            stream.Service, stream.Attributes.ToDictionary(), [.. points.Select(point => point.At.ToUnixTimeMilliseconds())],
            [.. points.Select(point => point.Value)],
            stream.Kind is MetricKind.Histogram or MetricKind.Summary ? [.. points.Select(point => point.Count ?? 0)] : null,
            stream.Cumulative, stream.Monotonic);
    }
}
