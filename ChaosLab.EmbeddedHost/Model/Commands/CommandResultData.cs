namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command brought.</summary>
public sealed class CommandResultData
{
    /// <summary>The content.</summary>
    public required string Value { get; init; }

    /// <summary>Its format.</summary>
    public CommandResultFormat Format { get; init; }

    /// <summary>Whether it is shown at once.</summary>
    public bool DisplayImmediately { get; init; }
}
