namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact about a resource.</summary>
/// <param name="Name">The fact's name.</param>
/// <param name="Value">The fact.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether it must be masked.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The name that is shown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it is shown first.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>Its place in a list.</summary>
    public int? SortOrder { get; init; }
}
