namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a command is offered.</summary>
[Flags]
public enum ResourceCommandVisibility
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>To people.</summary>
    UI = 1,

    /// <summary>To programs.</summary>
    Api = 2,
}
