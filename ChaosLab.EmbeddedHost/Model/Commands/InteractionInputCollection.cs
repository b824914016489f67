using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Inputs by name.</summary>
/// <param name="inputs">The inputs.</param>
public sealed class InteractionInputCollection(IReadOnlyList<InteractionInput> inputs) : IReadOnlyList<InteractionInput>
{
    /// <summary>How many there are.</summary>
    public int Count => inputs.Count;

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => inputs.Select(i => i.Name);

    /// <summary>An input by place.</summary>
    public InteractionInput this[int index] => inputs[index];

    /// <summary>An input by name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public InteractionInput this[string name]
        => TryGetByName(name, out var input) ? input : throw new KeyNotFoundException($"No input with name '{name}' was found.");

    /// <summary>Finds an input by name, whatever the case.</summary>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input)
    {
        input = inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));
        return input is not null;
    }

    /// <summary>Whether there is an input of this name.</summary>
    public bool ContainsName(string name) => TryGetByName(name, out _);

    /// <summary>What was given as text.</summary>
    public string? GetString(string name) => this[name].Value;

    /// <summary>What was given as a whole number.</summary>
    public int GetInt32(string name) => int.Parse(this[name].Value ?? "", CultureInfo.InvariantCulture);

    /// <summary>What was given as a number.</summary>
    public double GetDouble(string name) => double.Parse(this[name].Value ?? "", CultureInfo.InvariantCulture);

    /// <summary>What was given as yes or no.</summary>
    public bool GetBoolean(string name) => bool.Parse(this[name].Value ?? "");

    /// <inheritdoc />
    public IEnumerator<InteractionInput> GetEnumerator() => inputs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
