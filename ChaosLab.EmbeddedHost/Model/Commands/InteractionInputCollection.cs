using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Inputs by name; the case does not matter.</summary>
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly InteractionInput[] _inputs;
    private readonly Dictionary<string, InteractionInput> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a collection of the inputs.</summary>
    /// <exception cref="InvalidOperationException">Two have the same name.</exception>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _inputs = [.. inputs];
        foreach (var input in _inputs)
        {
            if (!_byName.TryAdd(input.Name, input))
                throw new InvalidOperationException($"Duplicate input name '{input.Name}' found. Input names must be unique.");
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _inputs.Length;

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => _inputs.Select(input => input.Name);

    /// <summary>An input by place.</summary>
    public InteractionInput this[int index] => _inputs[index];

    /// <summary>An input by name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public InteractionInput this[string name]
        => TryGetByName(name, out var input) ? input : throw new KeyNotFoundException($"No input with name '{name}' was found.");

    /// <summary>Finds an input by name.</summary>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => _byName.TryGetValue(name, out input);

    /// <summary>Whether there is an input of this name.</summary>
    public bool ContainsName(string name) => _byName.ContainsKey(name);

    /// <summary>What was given as text; null if nothing was.</summary>
    public string? GetString(string name) => this[name].Value;

    /// <summary>What was given as a whole number.</summary>
    public int GetInt32(string name) => int.Parse(Given(name), NumberStyles.Integer, CultureInfo.InvariantCulture);

    /// <summary>What was given as a number.</summary>
    public double GetDouble(string name) => double.Parse(Given(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>What was given as yes or no.</summary>
    public bool GetBoolean(string name) => bool.Parse(Given(name));

    /// <summary>The inputs in their order.</summary>
    public InteractionInput[] ToArray() => [.. _inputs];

    /// <inheritdoc />
    public IEnumerator<InteractionInput> GetEnumerator() => ((IEnumerable<InteractionInput>)_inputs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Given(string name) => GetString(name) ?? throw new InvalidOperationException($"Input '{name}' does not have a value.");
}
