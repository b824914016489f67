namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource at one moment.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="State">Whether it can be pressed.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="DisplayDescription">What it does, in a sentence.</param>
/// <param name="Parameter">Not used.</param>
/// <param name="ConfirmationMessage">The question before it runs.</param>
/// <param name="IconName">Its icon.</param>
/// <param name="IconVariant">The icon's variant.</param>
/// <param name="IsHighlighted">Whether it stands in the row, not in the menu.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted)
{
    /// <summary>Of no use any more; <see cref="Arguments" /> took its place.</summary>
    internal object? Parameter { get; init; } = Parameter;

    /// <summary>What it asks for.</summary>
    public IReadOnlyList<InteractionInput> Arguments { get; init; } = [];

    /// <summary>Where it is offered.</summary>
    public ResourceCommandVisibility Visibility { get; init; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
}
