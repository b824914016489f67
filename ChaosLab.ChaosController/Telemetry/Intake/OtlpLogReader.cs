namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Reads an ExportLogsServiceRequest (opentelemetry/proto/logs/v1/logs.proto, message LogRecord).</summary>
internal static class OtlpLogReader
{
    /// <exception cref="InvalidDataException">It is no such request.</exception>
    public static IReadOnlyList<LogRecord> Read(ReadOnlySpan<byte> request)
    {
        var logs = new List<LogRecord>();
        var attributes = new OtlpAttributes();
        OtlpResource.ReadRequest(request, (who, scope, record) => logs.Add(ReadLog(who, scope, record, attributes)));
        return logs;
    }

    private static LogRecord ReadLog(OtlpResource who, string scope, ReadOnlySpan<byte> log, OtlpAttributes attributes)
    {
        var written = DateTimeOffset.UnixEpoch;
        var observed = DateTimeOffset.UnixEpoch;
        var severity = 0;
        var text = "";
        TraceId? traceId = null;
        SpanId? spanId = null;
        var fields = new OtlpFields(log);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (1, WireType.Fixed64): written = fields.Time; break;
                case (2, WireType.Varint): severity = (int)Math.Min(fields.Value, LogRecord.MostSevere); break;
                case (5, WireType.Bytes): text = OtlpValue.Read(fields.Content); break;
                case (6, WireType.Bytes): attributes.Add(fields.Content); break;
                case (9, WireType.Bytes): traceId = TraceId.Read(fields.Content); break;
                case (10, WireType.Bytes): spanId = SpanId.Read(fields.Content); break;
                case (11, WireType.Fixed64): observed = fields.Time; break;
            }
        }

        return new LogRecord(
            who.Service, scope, written > DateTimeOffset.UnixEpoch ? written : observed, severity, text, traceId, spanId, attributes.Build());
    }
}
