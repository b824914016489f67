using System.Globalization;

namespace ChaosLab.Hosting.Faults.Settings;

/// <summary>Reads a number with an optional unit, and gives it in the unit that is wanted.</summary>
internal static class Quantity
{
    // Each family is measured in its first unit.
    private static readonly (string Unit, string Family, double Factor)[] Units =
    [
        ("ms", "time", 1), ("s", "time", 1000), ("m", "time", 60_000), ("h", "time", 3_600_000), ("us", "time", 0.001), ("µs", "time", 0.001),
        ("B", "size", 1), ("KB", "size", 1000), ("MB", "size", 1_000_000), ("GB", "size", 1e9),
        ("KiB", "size", 1024), ("MiB", "size", 1_048_576), ("GiB", "size", 1_073_741_824),
        ("B/s", "rate", 1), ("KB/s", "rate", 1000), ("MB/s", "rate", 1_000_000),
        ("%", "share", 1),
        ("cores", "cores", 1),
    ];

    /// <summary>Reads <c>200ms</c>, <c>1.5 s</c>, <c>50%</c>, or a bare number in the wanted unit.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="unit">The wanted unit; null means that only a bare number is allowed.</param>
    /// <returns>The number in the wanted unit; null when the text is no such quantity.</returns>
    public static double? Read(string text, string? unit)
    {
        var written = text.Trim();
        var end = written.Length;
        while (end > 0 && !char.IsAsciiDigit(written[end - 1]) && written[end - 1] != '.') end--;
        if (!double.TryParse(written[..end], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var own = written[end..].Trim();
        if (own.Length == 0 || own == unit) return number;
        if (Find(own) is not { } from || Find(unit) is not { } to || from.Family != to.Family) return null;
        return number * from.Factor / to.Factor;
    }

    /// <summary>Writes a number with its unit.</summary>
    public static string Write(double number, string? unit)
        => number.ToString("0.######", CultureInfo.InvariantCulture) + unit;

    private static (string Unit, string Family, double Factor)? Find(string? unit)
        => Units.FirstOrDefault(entry => string.Equals(entry.Unit, unit, StringComparison.OrdinalIgnoreCase)) is { Unit: not null } found ? found : null;
}
