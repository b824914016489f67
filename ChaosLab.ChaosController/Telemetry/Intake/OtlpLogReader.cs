using Google.Protobuf;
using static ChaosLab.ChaosController.Telemetry.Intake.OtlpMessage;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Reads an ExportLogsServiceRequest (opentelemetry/proto/logs/v1/logs.proto, message LogRecord).</summary>
internal static class OtlpLogReader
{
    private const int TraceIdLength = 16;
    private const int SpanIdLength = 8;

    /// <exception cref="InvalidProtocolBufferException">It is no such request.</exception>
    public static IReadOnlyList<LogRecord> Read(ReadOnlyMemory<byte> request)
    {
        var logs = new List<LogRecord>();
        OtlpResource.ReadRequest(request, (who, scope, input) => logs.Add(ReadLog(who, scope, input)));
        return logs;
    }

    private static LogRecord ReadLog(OtlpResource who, string scope, CodedInputStream input)
    {
        DateTimeOffset? written = null;
        var observed = DateTimeOffset.UnixEpoch;
        var severity = 0;
        var text = "";
        string? traceId = null, spanId = null;
        var attributes = new OtlpAttributes();
        ReadNested(input, (field, type, log) =>
        {
            switch (field, type)
            {
                case (1, Fixed64): written = ReadTime(log); return true;
                case (2, Varint): severity = log.ReadEnum(); return true;
                case (5, Bytes): text = OtlpAttributes.ReadValue(log); return true;
                case (6, Bytes): attributes.Add(log); return true;
                case (9, Bytes): traceId = ReadId(log, TraceIdLength); return true;
                case (10, Bytes): spanId = ReadId(log, SpanIdLength); return true;
                case (11, Fixed64): observed = ReadTime(log); return true;
                default: return false;
            }
        });
        return new LogRecord(
            who.Service, scope, written > DateTimeOffset.UnixEpoch ? written.Value : observed, severity, text, traceId, spanId, attributes.Build());
    }
}
