using System.Globalization;

namespace ChaosLab.Benchmarks.Load;

/// <summary>The runs of one tool at one rate.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Rate">Requests per second that were asked for; null for a closed loop.</param>
internal sealed record LoadRow(string Tool, int? Rate)
{
    private readonly List<double> _sent = [];
    private readonly List<double> _late = [];
    private readonly List<double> _cpu = [];
    private readonly List<double> _p99 = [];

    /// <param name="sent">Of what was due, in %; for a closed loop, requests per second.</param>
    /// <param name="late">Lateness at the server in ms; null without a schedule.</param>
    /// <param name="cpu">Seconds.</param>
    /// <param name="p99">As the tool says, in ms.</param>
    public void Add(double sent, double? late, double cpu, double p99)
    {
        _sent.Add(sent);
        if (late is { } value) _late.Add(value);
        _cpu.Add(cpu);
        _p99.Add(p99);
    }

    public string Markdown()
        => $"| {Tool} | {(Rate is { } rate ? rate.ToString(CultureInfo.InvariantCulture) : "closed loop")} | {Summary(_sent)}{(Rate is null ? " req/s" : "")} | {Summary(_late)} | {Summary(_cpu)} | {Summary(_p99)} |";

    /// <summary>Median [least-greatest].</summary>
    public static string Summary(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return "-";
        var sorted = values.Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return sorted.Length == 1 ? Show(median) : $"{Show(median)} [{Show(sorted[0])}-{Show(sorted[^1])}]";
    }

    private static string Show(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
