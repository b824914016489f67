namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Reads an ExportTraceServiceRequest (opentelemetry/proto/trace/v1/trace.proto, message Span).</summary>
internal sealed class OtlpTraceReader
{
    private const int MostEvents = 64;
    private const int StatusError = 2;

    private readonly OtlpAttributes _attributes = new();
    private readonly OtlpAttributes _eventAttributes = new();
    private readonly List<SpanEvent> _events = [];

    private OtlpTraceReader()
    {
    }

    /// <summary>The spans; those without a valid trace id or span id are left out, and counted.</summary>
    /// <exception cref="InvalidDataException">It is no such request.</exception>
    public static (IReadOnlyList<SpanRecord> Spans, int Rejected) Read(ReadOnlySpan<byte> request)
    {
        var reader = new OtlpTraceReader();
        var spans = new List<SpanRecord>();
        var rejected = 0;
        OtlpResource.ReadRequest(request, (who, _, record) =>
        {
            if (reader.ReadSpan(who, record) is { } span) spans.Add(span);
            else rejected++;
        });
        return (spans, rejected);
    }

    private SpanRecord? ReadSpan(OtlpResource who, ReadOnlySpan<byte> span)
    {
        TraceId? traceId = null;
        SpanId? spanId = null, parentId = null;
        string? statusText = null;
        var name = "";
        var kind = SpanRole.Unspecified;
        DateTimeOffset start = DateTimeOffset.UnixEpoch, end = DateTimeOffset.UnixEpoch;
        var failed = false;
        var fields = new OtlpFields(span);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (1, WireType.Bytes): traceId = TraceId.Read(fields.Content); break;
                case (2, WireType.Bytes): spanId = SpanId.Read(fields.Content); break;
                case (4, WireType.Bytes): parentId = SpanId.Read(fields.Content); break;
                case (5, WireType.Bytes): name = OtlpText.Read(fields.Content); break;
                case (6, WireType.Varint): kind = KindOf(fields.Value); break;
                case (7, WireType.Fixed64): start = fields.Time; break;
                case (8, WireType.Fixed64): end = fields.Time; break;
                case (9, WireType.Bytes): _attributes.Add(fields.Content); break;
                case (11, WireType.Bytes):
                    var noted = ReadEvent(fields.Content);
                    if (_events.Count < MostEvents) _events.Add(noted);
                    break;
                case (15, WireType.Bytes): (failed, statusText) = ReadStatus(fields.Content); break;
            }
        }

        var attributes = _attributes.Build();
        SpanEvent[] events = [.. _events];
        _events.Clear();
        return traceId is null || spanId is null
            ? null
            : new SpanRecord(
                who.Service, who.Instance, traceId.Value, spanId.Value, parentId, name, kind, start, end > start ? end - start : TimeSpan.Zero,
                failed, statusText, attributes, events);
    }

    private static SpanRole KindOf(ulong number) => number <= (ulong)SpanRole.Consumer ? (SpanRole)number : SpanRole.Unspecified;

    private SpanEvent ReadEvent(ReadOnlySpan<byte> noted)
    {
        var at = DateTimeOffset.UnixEpoch;
        var name = "";
        var fields = new OtlpFields(noted);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (1, WireType.Fixed64): at = fields.Time; break;
                case (2, WireType.Bytes): name = OtlpText.Read(fields.Content); break;
                case (3, WireType.Bytes): _eventAttributes.Add(fields.Content); break;
            }
        }

        return new SpanEvent(at, name, _eventAttributes.Build());
    }

    private static (bool Failed, string? Text) ReadStatus(ReadOnlySpan<byte> status)
    {
        var failed = false;
        string? text = null;
        var fields = new OtlpFields(status);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (2, WireType.Bytes): text = OtlpText.Read(fields.Content); break;
                case (3, WireType.Varint): failed = fields.Value == StatusError; break;
            }
        }

        return (failed, text is "" ? null : text);
    }
}
