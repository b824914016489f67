namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether anybody reads a resource's log.</summary>
/// <param name="Name">The resource instance.</param>
/// <param name="AnySubscribers">Whether anybody reads.</param>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
