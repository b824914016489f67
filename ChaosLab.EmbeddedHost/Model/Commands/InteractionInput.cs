namespace Aspire.Hosting;

/// <summary>Something that a command asks for.</summary>
public sealed class InteractionInput
{
    private string? _label;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name for people.</summary>
    public string Label
    {
        get => _label ?? Name;
        init => _label = value;
    }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>What it takes.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The choices: value and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>The default, then what was given.</summary>
    public string? Value { get; set; }

    /// <summary>What is shown while it is empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The most characters it takes.</summary>
    public int? MaxLength { get; init; }
}
