namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>A log record in a list.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Service">Who wrote it.</param>
/// <param name="Category">The logger's name.</param>
/// <param name="Severity">OTLP's severity number, 0 to 24; 0 is unspecified.</param>
/// <param name="Level">The same in a word.</param>
/// <param name="Text">The message.</param>
/// <param name="TraceId">The trace it was written in, or null.</param>
/// <param name="SpanId">The span it was written in, or null.</param>
/// <param name="Attributes">Its values.</param>
internal sealed record LogLine(
    DateTimeOffset At, string Service, string Category, int Severity, SeverityLevel Level, string Text, string? TraceId, string? SpanId,
    IReadOnlyDictionary<string, string> Attributes)
{
    public static LogLine Of(LogRecord log) => new(
        log.At, log.Service, log.Category, log.Severity, LevelOf(log.Severity), log.Text, log.TraceId?.ToString(), log.SpanId?.ToString(),
        log.Attributes.ToDictionary());

    private static SeverityLevel LevelOf(int severity) => severity switch
    {
        >= 1 and <= 4 => SeverityLevel.Trace,
        >= 5 and <= 8 => SeverityLevel.Debug,
        >= 13 and <= 16 => SeverityLevel.Warning,
        >= 17 and <= 20 => SeverityLevel.Error,
        >= 21 => SeverityLevel.Critical,
        _ => SeverityLevel.Information,
    };
}

/// <summary>The levels of .NET's logging; what has no severity counts as information.</summary>
internal enum SeverityLevel
{
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}
