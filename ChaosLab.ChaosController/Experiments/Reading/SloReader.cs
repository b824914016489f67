using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads <c>slo</c> of the extension block.</summary>
internal static class SloReader
{
    public static readonly NumberRange Availability = new(0, 1, AboveLeast: true, Open: true);

    /// <summary>A share of requests.</summary>
    public static readonly NumberRange Share = new(0, 1);

    /// <summary>A bare number is seconds: the upper end catches milliseconds written without a unit.</summary>
    public static readonly DurationRange Latency = new(TimeSpan.Zero, TimeSpan.FromMinutes(1));

    public const int MostLost = 1_000_000;

    public static readonly DurationRange Window = new(TimeSpan.Zero, TimeSpan.FromDays(1));

    public static SloSpec Read(MapNode map, Values values)
    {
        var fields = new Fields(
            map, values, "'slo'", own: true,
            "availability", "error-rate", "p50", "p95", "p99", "rto", "rpo", "window", "operations", "because");
        return new SloSpec
        {
            Availability = fields.Number("availability", Availability),
            ErrorRate = fields.Number("error-rate", Share),
            P50 = fields.Duration("p50", Latency),
            P95 = fields.Duration("p95", Latency),
            P99 = fields.Duration("p99", Latency),
            Rto = fields.Duration("rto", DurationRange.Usual),
            Rpo = fields.Whole("rpo", 0, MostLost) ?? 0,
            Window = fields.Duration("window", Window),
            Operations = ReadOperations(fields, values),
            Because = fields.Text("because"),
        };
    }

    private static IReadOnlyList<string> ReadOperations(Fields fields, Values values)
        => [.. fields.Items("operations").Select(item => values.Choice(item, "operations", LoadReader.Operations)).OfType<string>()];
}
