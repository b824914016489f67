namespace Aspire.Hosting;

/// <summary>Something that a command asks for.</summary>
public sealed class InteractionInput
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name for people; null for <see cref="Name" />.</summary>
    public string? Label { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; init; }

    /// <summary>What it takes.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The choices: value and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>Whether a value that is not among the choices may be given.</summary>
    public bool AllowCustomChoice { get; init; }

    /// <summary>The default, then what was given.</summary>
    public string? Value { get; set; }

    /// <summary>What is shown while it is empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The most characters it takes; null for any number.</summary>
    public int? MaxLength { get; init; }
}
