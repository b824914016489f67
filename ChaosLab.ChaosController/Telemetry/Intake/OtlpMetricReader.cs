namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>
/// Reads an ExportMetricsServiceRequest (opentelemetry/proto/metrics/v1/metrics.proto): of each point the value, or sum and number of
/// values; buckets and quantiles are left out.
/// </summary>
internal sealed class OtlpMetricReader
{
    private const int Cumulative = 2;

    private static readonly Shared<MetricStream> Known = new(1 << 14);

    private readonly OtlpAttributes _attributes = new();
    private readonly List<MetricPoint> _points = [];

    private OtlpMetricReader()
    {
    }

    /// <exception cref="InvalidDataException">It is no such request.</exception>
    public static IReadOnlyList<MetricPoint> Read(ReadOnlySpan<byte> request)
    {
        var reader = new OtlpMetricReader();
        OtlpResource.ReadRequest(request, (who, _, metric) => reader.ReadMetric(who, metric));
        return reader._points;
    }

    private void ReadMetric(OtlpResource who, ReadOnlySpan<byte> metric)
    {
        var (name, unit) = ("", "");
        var fields = new OtlpFields(metric);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (1, WireType.Bytes): name = OtlpText.Read(fields.Content); break;
                case (3, WireType.Bytes): unit = OtlpText.Read(fields.Content); break;
            }
        }

        fields = new OtlpFields(metric);
        while (fields.Next())
        {
            if (OtlpMetricLayout.Find(fields.Number) is not { } layout || fields.Type != WireType.Bytes) continue;
            var stream = new MetricStream(who.Service, name, unit, layout.Kind, layout.Kind == MetricKind.Summary, layout.Counts, TelemetryAttributes.None);
            ReadData(layout, stream, fields.Content);
        }
    }

    private void ReadData(OtlpMetricLayout layout, MetricStream stream, ReadOnlySpan<byte> data)
    {
        var fields = new OtlpFields(data);
        while (fields.Next())
        {
            if (fields.Type != WireType.Varint || stream.Kind is MetricKind.Gauge or MetricKind.Summary) continue;
            if (fields.Number == 2) stream = stream with { Cumulative = fields.Value == Cumulative };
            if (fields.Number == 3 && stream.Kind == MetricKind.Sum) stream = stream with { Monotonic = fields.Value != 0 };
        }

        fields = new OtlpFields(data);
        while (fields.Next())
        {
            // JSON has no NaN and no infinity, and neither has a chart.
            if (fields is { Number: 1, Type: WireType.Bytes } && ReadPoint(layout, stream, fields.Content) is var point && double.IsFinite(point.Value)) _points.Add(point);
        }
    }

    private MetricPoint ReadPoint(OtlpMetricLayout layout, MetricStream stream, ReadOnlySpan<byte> point)
    {
        var at = DateTimeOffset.UnixEpoch;
        var value = 0.0;
        var count = 0L;
        var fields = new OtlpFields(point);
        while (fields.Next())
        {
            if (fields.Number == layout.Attributes && fields.Type == WireType.Bytes)
            {
                _attributes.Add(fields.Content);
                continue;
            }

            switch (fields.Number, fields.Type)
            {
                case (3, WireType.Fixed64): at = fields.Time; break;
                case (4, WireType.Fixed64) when layout.IsNumber: value = fields.Double; break;
                case (6, WireType.Fixed64) when layout.IsNumber: value = (long)fields.Value; break;
                case (4, WireType.Fixed64): count = (long)Math.Min(fields.Value, long.MaxValue); break;
                case (5, WireType.Fixed64): value = fields.Double; break;
            }
        }

        return new MetricPoint(
            Known.Of(stream with { Attributes = _attributes.Build() }), at, value, layout.IsNumber ? null : count);
    }
}
