using System.Globalization;
using System.Security.Cryptography;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>The checked settings of one fault, with the defaults filled in.</summary>
public sealed class FaultSettings
{
    private readonly SortedDictionary<string, string> _values;

    private FaultSettings(SortedDictionary<string, string> values) => _values = values;

    /// <summary>All of them by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What the fault they are of leaves on what it hits; null until it starts.</summary>
    internal FaultMark? Mark { get; private init; }

    /// <summary>Checks what was given and fills in the rest; a seed that is left out is drawn, so that it can be told.</summary>
    /// <returns>The settings, or everything that is wrong, by name.</returns>
    public static (FaultSettings? Settings, IReadOnlyDictionary<string, string[]> Errors) Read(
        IReadOnlyList<FaultSetting> declared, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(given);
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var unknown in given.Keys.Where(name => declared.All(setting => setting.Name != name)))
        {
            errors[unknown] = [$"is no setting here; there are {string.Join(", ", declared.Select(setting => setting.Name))}"];
        }

        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in declared)
        {
            var value = given.GetValueOrDefault(setting.Name) ?? setting.Default ?? Drawn(setting);
            if (value is null)
            {
                if (setting.IsRequired) errors[setting.Name] = [$"is required: it must be {setting.Rule}"];
            }
            else if (setting.Allows(value)) values[setting.Name] = value;
            else errors[setting.Name] = [$"must be {setting.Rule}, but is '{Shorten(value)}'"];
        }

        return errors.Count == 0 ? (new FaultSettings(values), errors) : (null, errors);
    }

    /// <summary>A text; null when it was left out and has no default.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>A text that is there: required, or with a default.</summary>
    public string Word(string name) => _values[name];

    /// <summary>A number that is there: required, or with a default.</summary>
    public double Number(string name) => double.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>A whole number that is there: required, or with a default.</summary>
    public int Whole(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>The same settings, as those of a fault.</summary>
    internal FaultSettings Of(FaultMark mark) => new(_values) { Mark = mark };

    /// <inheritdoc />
    public override string ToString() => _values.Count == 0 ? "no settings" : string.Join(", ", _values.Select(value => $"{value.Key}={value.Value}"));

    private static string? Drawn(FaultSetting setting)
        => setting == FaultSetting.Seed ? RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture) : null;

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
