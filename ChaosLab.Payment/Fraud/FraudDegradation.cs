using System.Diagnostics.Metrics;

namespace ChaosLab.Payment.Fraud;

/// <summary>Reports charges scored with default features: each one as a metric, and a line of the log every few seconds.</summary>
internal sealed partial class FraudDegradation
{
    /// <summary>The reason when Redis answered, but does not know the customer.</summary>
    public const string NoFeatures = "NoFeatures";

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Counter<long> assessed;
    private long sinceLastLine;
    private long? lastLineAt;

    public FraudDegradation(TimeProvider time, IMeterFactory meters, ILogger<FraudDegradation> logger)
    {
        this.time = time;
        this.logger = logger;
        assessed = meters.Create("ChaosLab").CreateCounter<long>(
            "payment.fraud.assessed", "{charge}", "Charges scored, by the features that were used and why");
    }

    /// <summary>A charge was scored.</summary>
    /// <param name="reason">Why with default features; null when with the customer's own.</param>
    public void Assessed(string? reason)
    {
        assessed.Add(1, new("features", reason is null ? "live" : "default"), new("reason", reason ?? "none"));
        if (reason is null || !IsLineDue(out var count))
            return;

        if (reason == NoFeatures)
            LogUnknownCustomers(logger, count);
        else
            LogDegraded(logger, count, reason);
    }

    private bool IsLineDue(out long count)
    {
        lock (gate)
        {
            count = ++sinceLastLine;
            if (lastLineAt is { } at && time.GetElapsedTime(at) < LogInterval)
                return false;

            (sinceLastLine, lastLineAt) = (0, time.GetTimestamp());
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Degraded: {Count} charges since the last such line were scored with default features (account age 365 days, 5 transactions); the last one because Redis is away: {Reason}")]
    private static partial void LogDegraded(ILogger logger, long count, string reason);

    [LoggerMessage(LogLevel.Information, "{Count} charges since the last such line were scored with default features (account age 365 days, 5 transactions); the last one because the customer is not known yet")]
    private static partial void LogUnknownCustomers(ILogger logger, long count);
}
