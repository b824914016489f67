using System.Globalization;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>All figures, and the table of them.</summary>
internal sealed class Results
{
    private const string Own = "chaoslab";
    private const string Peer = "haproxy";

    private readonly List<string> _names = [];
    private readonly Dictionary<(string Measure, string Variant), SortedDictionary<int, double>> _values = [];

    public void Add(string measure, string variant, int round, double value)
    {
        if (!_names.Contains(measure)) _names.Add(measure);
        if (!_values.TryGetValue((measure, variant), out var rounds)) _values[(measure, variant)] = rounds = [];
        rounds[round] = value;
    }

    /// <summary>Median [least-greatest] of each figure for each variant, and the paired ratio of this proxy to HAProxy.</summary>
    public IEnumerable<string> Markdown(IReadOnlyList<string> variants)
    {
        yield return $"| | {string.Join(" | ", variants)} | {Own} : {Peer} |";
        yield return $"|---|{string.Concat(Enumerable.Repeat("---|", variants.Count + 1))}";
        foreach (var name in _names)
            yield return $"| {name} | {string.Join(" | ", variants.Select(variant => Cell(name, variant)))} | {Ratio(name)} |";
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Show(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private static string Summary(IReadOnlyCollection<double> values)
        => values.Count == 1 ? Show(values.First()) : $"{Show(Median(values))} [{Show(values.Min())}-{Show(values.Max())}]";

    private string Cell(string measure, string variant) => _values.TryGetValue((measure, variant), out var rounds) ? Summary(rounds.Values) : "-";

    private string Ratio(string measure)
    {
        if (!_values.TryGetValue((measure, Own), out var own) || !_values.TryGetValue((measure, Peer), out var peer)) return "-";
        var ratios = own.Where(round => peer.TryGetValue(round.Key, out var other) && other > 0).Select(round => round.Value / peer[round.Key]).ToArray();
        return ratios.Length == 0 ? "-" : Summary(ratios);
    }
}
