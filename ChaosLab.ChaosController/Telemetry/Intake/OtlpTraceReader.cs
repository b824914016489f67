using Google.Protobuf;
using static ChaosLab.ChaosController.Telemetry.Intake.OtlpMessage;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Reads an ExportTraceServiceRequest (opentelemetry/proto/trace/v1/trace.proto, message Span).</summary>
internal static class OtlpTraceReader
{
    private const int TraceIdLength = 16;
    private const int SpanIdLength = 8;
    private const int MostEvents = 64;
    private const int StatusError = 2;

    /// <summary>The spans; those without a valid trace id or span id are left out, and counted.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no such request.</exception>
    public static (IReadOnlyList<SpanRecord> Spans, int Rejected) Read(ReadOnlyMemory<byte> request)
    {
        var spans = new List<SpanRecord>();
        var rejected = 0;
        OtlpResource.ReadRequest(request, (who, _, input) =>
        {
            if (ReadSpan(who, input) is { } span) spans.Add(span);
            else rejected++;
        });
        return (spans, rejected);
    }

    private static SpanRecord? ReadSpan(OtlpResource who, CodedInputStream input)
    {
        string? traceId = null, spanId = null, parentId = null, statusText = null;
        var name = "";
        var kind = SpanRole.Unspecified;
        DateTimeOffset start = DateTimeOffset.UnixEpoch, end = DateTimeOffset.UnixEpoch;
        var attributes = new OtlpAttributes();
        List<SpanEvent>? events = null;
        var failed = false;
        ReadNested(input, (field, type, span) =>
        {
            switch (field, type)
            {
                case (1, Bytes): traceId = ReadId(span, TraceIdLength); return true;
                case (2, Bytes): spanId = ReadId(span, SpanIdLength); return true;
                case (4, Bytes): parentId = ReadId(span, SpanIdLength); return true;
                case (5, Bytes): name = OtlpText.Share(span.ReadString()); return true;
                case (6, Varint): kind = KindOf(span.ReadEnum()); return true;
                case (7, Fixed64): start = ReadTime(span); return true;
                case (8, Fixed64): end = ReadTime(span); return true;
                case (9, Bytes): attributes.Add(span); return true;
                case (11, Bytes):
                    var noted = ReadEvent(span);
                    if ((events?.Count ?? 0) < MostEvents) (events ??= []).Add(noted);
                    return true;
                case (15, Bytes): (failed, statusText) = ReadStatus(span); return true;
                default: return false;
            }
        });
        return traceId is null || spanId is null
            ? null
            : new SpanRecord(
                who.Service, who.Instance, traceId, spanId, parentId, name, kind, start, end > start ? end - start : TimeSpan.Zero,
                failed, statusText, attributes.Build(), events ?? (IReadOnlyList<SpanEvent>)[]);
    }

    private static SpanRole KindOf(int number) => Enum.IsDefined((SpanRole)number) ? (SpanRole)number : SpanRole.Unspecified;

    private static SpanEvent ReadEvent(CodedInputStream input)
    {
        var at = DateTimeOffset.UnixEpoch;
        var name = "";
        var attributes = new OtlpAttributes();
        ReadNested(input, (field, type, noted) =>
        {
            switch (field, type)
            {
                case (1, Fixed64): at = ReadTime(noted); return true;
                case (2, Bytes): name = OtlpText.Share(noted.ReadString()); return true;
                case (3, Bytes): attributes.Add(noted); return true;
                default: return false;
            }
        });
        return new SpanEvent(at, name, attributes.Build());
    }

    private static (bool Failed, string? Text) ReadStatus(CodedInputStream input)
    {
        var failed = false;
        string? text = null;
        ReadNested(input, (field, type, status) =>
        {
            switch (field, type)
            {
                case (2, Bytes): text = OtlpText.Cut(status.ReadString()); return true;
                case (3, Varint): failed = status.ReadEnum() == StatusError; return true;
                default: return false;
            }
        });
        return (failed, text is "" ? null : text);
    }
}
