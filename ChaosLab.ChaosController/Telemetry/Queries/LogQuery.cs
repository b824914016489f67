namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Finds log records in the store, going back from its newest only as far as it must.</summary>
internal static class LogQuery
{
    /// <summary>The records that are wanted, the newest first.</summary>
    public static IReadOnlyList<LogRecord> Find(TelemetryStore store, LogFilter filter)
    {
        var found = new List<LogRecord>();
        foreach (var block in store.Logs.NewestFirst())
        {
            found.AddRange(block.Where(filter.Matches));
            var seenSince = ArrivalOrder.SeenSince(block.Select(log => log.At));
            if (seenSince < filter.From || (found.Count >= filter.Limit && found.Count(log => log.At > seenSince) >= filter.Limit)) break;
        }

        return [.. found.OrderByDescending(log => log.At).Take(filter.Limit)];
    }
}
