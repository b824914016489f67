using ChaosLab.ChaosController.Load;

namespace ChaosLab.Tests.Reports;

/// <summary>What a load of 100 requests per second might have seen.</summary>
internal static class SampleLoad
{
    private const int Rate = 100;

    /// <param name="start">When it began.</param>
    /// <param name="seconds">How long it lasted.</param>
    /// <param name="errorsFrom">The first second with errors.</param>
    /// <param name="errorsTo">The second after the last with errors.</param>
    /// <param name="errorShare">The share of requests that failed then, 0 to 1.</param>
    public static LoadResult Create(DateTimeOffset start, int seconds, int errorsFrom, int errorsTo, double errorShare)
    {
        var random = new Random(7);
        var each = new List<LoadSecond>();
        for (var second = 0; second < seconds; second++)
        {
            var acting = second >= errorsFrom && second < errorsTo;
            var errors = acting ? (long)(Rate * errorShare * (0.8 + (0.4 * random.NextDouble()))) : 0;
            var p50 = 8 + (4 * random.NextDouble()) + (acting ? 20 : 0);
            each.Add(new(second, start.AddSeconds(second), Figures(Rate, errors, p50, p50 * (acting ? 12 : 4), p50 * (acting ? 30 : 7))));
        }

        var total = Figures(each.Sum(one => one.Figures.Due), each.Sum(one => one.Figures.Errors), 11.2, 48, 240);
        var purchases = Figures(total.Due / 10, total.Errors / 2, 15, 61, 300);
        var browse = Figures(total.Due - purchases.Due, total.Errors - purchases.Errors, 10.5, 44, 210);
        return new(
            start, TimeSpan.FromSeconds(seconds), 42, total, new Dictionary<string, LoadFigures> { ["browse"] = browse, ["purchase"] = purchases },
            each, 64, 23, 1.7, true, null);
    }

    private static LoadFigures Figures(long due, long errors, double p50, double p95, double p99)
    {
        var timedOut = errors / 4;
        var statuses = new Dictionary<int, long> { [200] = due - errors };
        if (errors > timedOut) statuses[503] = errors - timedOut;
        return new(due, due - errors, errors - timedOut, timedOut, 0, statuses, p50, p95, p99, p99 * 1.3);
    }
}
