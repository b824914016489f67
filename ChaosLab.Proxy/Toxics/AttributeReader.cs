using System.Globalization;
using System.Text.Json;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Reads a toxic's attributes: those that are given, else those it had, else the standard ones.</summary>
internal sealed class AttributeReader(JsonElement? given, Toxic? before)
{
    private const long MostMilliseconds = 24 * 3600 * 1000L;

    /// <summary>A time in whole milliseconds, 0 to a day.</summary>
    public long Milliseconds(string name, long standard = 0) => Whole(name, standard, MostMilliseconds);

    /// <summary>A whole number from 0.</summary>
    /// <exception cref="AttributeException">Something else is given.</exception>
    public long Whole(string name, long standard, long most)
    {
        if (Given(name) is not { } value) return before is null ? standard : Convert.ToInt64(before.Attributes[name], CultureInfo.InvariantCulture);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 && number <= most
            ? number
            : throw new AttributeException($"attribute '{name}' is {value.GetRawText()}; it must be a whole number from 0 to {most}");
    }

    /// <summary>A share from 0 to 1.</summary>
    /// <exception cref="AttributeException">Something else is given.</exception>
    public double Share(string name, double standard)
    {
        if (Given(name) is not { } value) return before is null ? standard : (double)before.Attributes[name];
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1
            ? number
            : throw new AttributeException($"attribute '{name}' is {value.GetRawText()}; it must be a number from 0 to 1");
    }

    private JsonElement? Given(string name)
        => given is { ValueKind: JsonValueKind.Object } attributes && attributes.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
