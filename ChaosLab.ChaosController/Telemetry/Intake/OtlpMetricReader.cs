using Google.Protobuf;
using static ChaosLab.ChaosController.Telemetry.Intake.OtlpMessage;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>
/// Reads an ExportMetricsServiceRequest (opentelemetry/proto/metrics/v1/metrics.proto, message Metric). Of histograms and summaries
/// the count and the sum are kept.
/// </summary>
internal static class OtlpMetricReader
{
    /// <exception cref="InvalidProtocolBufferException">It is no such request.</exception>
    public static IReadOnlyList<MetricPoint> Read(ReadOnlyMemory<byte> request)
    {
        var points = new List<MetricPoint>();
        OtlpResource.ReadRequest(request, (who, _, input) => ReadMetric(who, input.ReadBytes(), points));
        return points;
    }

    // Protobuf promises no order of fields: the name is looked for first.
    private static void ReadMetric(OtlpResource who, ByteString metric, List<MetricPoint> points)
    {
        var (name, unit) = ("", "");
        OtlpMessage.Read(metric.CreateCodedInput(), (field, type, input) =>
        {
            switch (field, type)
            {
                case (1, Bytes): name = OtlpText.Share(input.ReadString()); return true;
                case (3, Bytes): unit = OtlpText.Share(input.ReadString()); return true;
                default: return false;
            }
        });

        OtlpMessage.Read(metric.CreateCodedInput(), (field, type, input) =>
        {
            PointFields? layout = (field, type) switch
            {
                // gauge, sum: NumberDataPoint
                (5 or 7, Bytes) => new(Attributes: 7, IsNumber: true),

                // histogram: HistogramDataPoint
                (9, Bytes) => new(Attributes: 9, IsNumber: false),

                // exponential_histogram: ExponentialHistogramDataPoint
                (10, Bytes) => new(Attributes: 1, IsNumber: false),

                // summary: SummaryDataPoint
                (11, Bytes) => new(Attributes: 7, IsNumber: false),
                _ => null,
            };
            if (layout is null) return false;
            ReadNested(input, (inner, innerType, data) =>
            {
                if (inner != 1 || innerType != Bytes) return false;
                points.Add(ReadPoint(who, name, unit, layout, data));
                return true;
            });
            return true;
        });
    }

    private static MetricPoint ReadPoint(OtlpResource who, string name, string unit, PointFields layout, CodedInputStream input)
    {
        var at = DateTimeOffset.UnixEpoch;
        var value = 0.0;
        var count = 0L;
        var attributes = new OtlpAttributes();
        ReadNested(input, (field, type, point) =>
        {
            if (field == layout.Attributes && type == Bytes)
            {
                attributes.Add(point);
                return true;
            }

            switch (field, type)
            {
                case (3, Fixed64): at = ReadTime(point); return true;
                case (4, Fixed64) when layout.IsNumber: value = point.ReadDouble(); return true;
                case (6, Fixed64) when layout.IsNumber: value = point.ReadSFixed64(); return true;
                case (4, Fixed64): count = (long)Math.Min(point.ReadFixed64(), long.MaxValue); return true;
                case (5, Fixed64): value = point.ReadDouble(); return true;
                default: return false;
            }
        });
        return new MetricPoint(who.Service, name, unit, at, value, layout.IsNumber ? null : count, attributes.Build());
    }

    /// <summary>What the kinds of points do not have in common: the field of the attributes, and whether there is one value.</summary>
    private sealed record PointFields(int Attributes, bool IsNumber);
}
