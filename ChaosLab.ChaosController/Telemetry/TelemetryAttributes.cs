using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry;

/// <summary>The attributes of a span, an event, a metric stream or a log record: few, so they are searched one by one.</summary>
internal sealed class TelemetryAttributes : IEquatable<TelemetryAttributes>
{
    private readonly KeyValuePair<string, string>[] _all;
    private readonly int _hash;

    public TelemetryAttributes(params ReadOnlySpan<KeyValuePair<string, string>> all)
    {
        _all = all.ToArray();
        var hash = new HashCode();
        foreach (var (key, value) in _all)
        {
            hash.Add(key);
            hash.Add(value);
            Characters += value.Length;
        }

        _hash = hash.ToHashCode();
    }

    public static TelemetryAttributes None { get; } = new();

    public IReadOnlyList<KeyValuePair<string, string>> All => _all;

    /// <summary>The length of all values together.</summary>
    public int Characters { get; }

    /// <summary>The value as text, or null.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var (name, value) in _all)
            {
                if (name == key) return value;
            }

            return null;
        }
    }

    /// <summary>The value as a whole number; null when it is none.</summary>
    public int? Whole(string key) => int.TryParse(this[key], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Whether a value has this text in it, in upper or lower case.</summary>
    public bool HasText(string text)
    {
        foreach (var (_, value) in _all)
        {
            if (value.Contains(text, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>By key; of a key that comes twice, the last value.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var values = new Dictionary<string, string>(_all.Length, StringComparer.Ordinal);
        foreach (var (key, value) in _all) values[key] = value;
        return values;
    }

    /// <summary>The same keys with the same values, in the same order.</summary>
    public bool Equals(TelemetryAttributes? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other._hash != _hash || other._all.Length != _all.Length) return false;
        for (var i = 0; i < _all.Length; i++)
        {
            if (_all[i].Key != other._all[i].Key || _all[i].Value != other._all[i].Value) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is TelemetryAttributes other && Equals(other);

    public override int GetHashCode() => _hash;
}
