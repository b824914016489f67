using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry;

/// <summary>The attributes of a span, an event, a metric point or a log record: few, so they are searched one by one.</summary>
internal sealed class TelemetryAttributes(KeyValuePair<string, string>[] all)
{
    public static TelemetryAttributes None { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> All => all;

    /// <summary>The value as text, or null.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var (name, value) in all)
            {
                if (name == key) return value;
            }

            return null;
        }
    }

    /// <summary>The value as a whole number; null when it is none.</summary>
    public int? Whole(string key) => int.TryParse(this[key], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
