namespace ChaosLab.ChaosController.Telemetry;

/// <summary>How much telemetry is kept (section <c>Telemetry</c> of the configuration); what is older gives way.</summary>
internal sealed record TelemetryLimits
{
    /// <summary>Spans; 1 to 1,000,000.</summary>
    public int Spans { get; init; } = 100_000;

    /// <summary>Metric points; 1 to 1,000,000.</summary>
    public int MetricPoints { get; init; } = 100_000;

    /// <summary>Log records; 1 to 1,000,000.</summary>
    public int Logs { get; init; } = 50_000;

    /// <summary>
    /// Memory of each signal, in bytes, reckoned as if no record shared a text with another, so that few records of great length cannot fill
    /// the memory; 1,000,000 to 1,000,000,000.
    /// </summary>
    public long Bytes { get; init; } = 72_000_000;

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="ServiceDefaults.ServiceStartException">A value is out of its range.</exception>
    public static TelemetryLimits Read(IConfiguration configuration)
    {
        var limits = configuration.GetSection("Telemetry").Get<TelemetryLimits>() ?? new TelemetryLimits();
        Check(nameof(Spans), limits.Spans, 1, 1_000_000);
        Check(nameof(MetricPoints), limits.MetricPoints, 1, 1_000_000);
        Check(nameof(Logs), limits.Logs, 1, 1_000_000);
        Check(nameof(Bytes), limits.Bytes, 1_000_000, 1_000_000_000);
        return limits;
    }

    private static void Check(string name, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new ServiceDefaults.ServiceStartException($"Telemetry:{name} is {value}; it must be from {least} to {most}.");
    }
}
