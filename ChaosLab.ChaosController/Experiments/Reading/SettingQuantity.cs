using System.Globalization;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads the number of a fault's setting in its unit; the lab itself reads the same units.</summary>
internal static class SettingQuantity
{
    // Each family is measured in its first unit.
    private static readonly (string Unit, string Family, double Factor)[] Units =
    [
        ("ms", "time", 1), ("us", "time", 0.001), ("µs", "time", 0.001), ("s", "time", 1000), ("m", "time", 60_000), ("h", "time", 3_600_000),
        ("B", "size", 1), ("KB", "size", 1e3), ("MB", "size", 1e6), ("GB", "size", 1e9),
        ("KiB", "size", 1024), ("MiB", "size", 1_048_576), ("GiB", "size", 1_073_741_824),
        ("B/s", "rate", 1), ("KB/s", "rate", 1e3), ("MB/s", "rate", 1e6),
    ];

    /// <summary>The number in the wanted unit; null when the text is no such quantity.</summary>
    public static double? Read(string text, string? unit)
    {
        var written = text.Trim();
        var end = written.Length;
        while (end > 0 && !char.IsAsciiDigit(written[end - 1]) && written[end - 1] != '.') end--;
        if (!double.TryParse(written[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
        var own = written[end..].Trim();
        if (own.Length == 0 || string.Equals(own, unit, StringComparison.OrdinalIgnoreCase)) return number;
        var from = Find(own);
        var to = Find(unit);
        return from.Family is not null && from.Family == to.Family ? number * from.Factor / to.Factor : null;
    }

    private static (string? Unit, string? Family, double Factor) Find(string? unit)
        => Units.FirstOrDefault(entry => string.Equals(entry.Unit, unit, StringComparison.OrdinalIgnoreCase));
}
