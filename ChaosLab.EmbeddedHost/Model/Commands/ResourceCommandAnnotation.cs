namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource.</summary>
/// <param name="name">Its name in the API.</param>
/// <param name="displayName">Its name for people.</param>
/// <param name="updateState">Whether it can be pressed.</param>
/// <param name="executeCommand">What it does.</param>
/// <param name="displayDescription">What it does, in a sentence.</param>
/// <param name="arguments">What it asks for.</param>
/// <param name="confirmationMessage">The question before it runs.</param>
/// <param name="iconName">Its icon.</param>
/// <param name="iconVariant">The icon's variant.</param>
/// <param name="isHighlighted">Whether it stands in the row, not in the menu.</param>
/// <param name="visibility">Where it is offered.</param>
/// <param name="validateArguments">Checks what was given, beyond the types.</param>
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? displayDescription,
    IReadOnlyList<InteractionInput>? arguments,
    string? confirmationMessage,
    string? iconName,
    IconVariant? iconVariant,
    bool isHighlighted,
    ResourceCommandVisibility visibility = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api,
    Func<InputsDialogValidationContext, Task>? validateArguments = null)
    : IResourceAnnotation
{
    /// <summary>Its name in the API.</summary>
    public string Name { get; } = name;

    /// <summary>Its name for people.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Whether it can be pressed.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState;

    /// <summary>What it does.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    /// <summary>What it does, in a sentence.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>What it asks for.</summary>
    public IReadOnlyList<InteractionInput> Arguments { get; } = arguments ?? [];

    /// <summary>The question before it runs.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>Its icon.</summary>
    public string? IconName { get; } = iconName;

    /// <summary>The icon's variant.</summary>
    public IconVariant? IconVariant { get; } = iconVariant;

    /// <summary>Whether it stands in the row, not in the menu.</summary>
    public bool IsHighlighted { get; } = isHighlighted;

    /// <summary>Where it is offered.</summary>
    public ResourceCommandVisibility Visibility { get; } = visibility;

    /// <summary>Checks what was given, beyond the types.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; } = validateArguments;
}
