using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ChaosLab.Proxy.Api;

/// <summary>A toxic's time to live: milliseconds, or a duration as Go writes it (<c>4s</c>, <c>1m30s</c>, <c>250ms</c>).</summary>
internal static class Ttl
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    // The longer units first: "ms" is not "m" and "s".
    private static readonly (string Unit, double Seconds)[] Units =
        [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("h", 3600), ("m", 60), ("s", 1)];

    /// <summary>Whether a ttl is given, even one of 0 or null, which means none.</summary>
    public static bool IsGiven(JsonElement body) => body.TryGetProperty("ttl", out _);

    /// <summary>The ttl in a toxic's JSON; null without one, or when it is 0 or null.</summary>
    /// <exception cref="ApiError">It is not a duration from 1 ms to 24 h.</exception>
    public static TimeSpan? Read(JsonElement body)
    {
        if (!body.TryGetProperty("ttl", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var seconds = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble() / 1000,
            JsonValueKind.String => Seconds(value.GetString()!),
            _ => null,
        };
        if (seconds == 0) return null;
        return seconds is { } time && time >= 0.001 && time <= Most.TotalSeconds
            ? TimeSpan.FromSeconds(time)
            : throw ApiError.BadBody($"'ttl' is {value.GetRawText()}; it must be milliseconds or a duration such as \"4s\", from 1 ms to 24 h");
    }

    private static double? Seconds(string text)
    {
        var rest = text.AsSpan();
        if (rest is "0") return 0;
        if (rest.IsEmpty) return null;
        var total = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
            rest = rest[digits..];
            if (Unit(rest) is not { } unit) return null;
            total += number * unit.Seconds;
            rest = rest[unit.Unit.Length..];
        }

        return total;
    }

    private static (string Unit, double Seconds)? Unit(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Unit, StringComparison.Ordinal)) return unit;
        }

        return null;
    }
}
