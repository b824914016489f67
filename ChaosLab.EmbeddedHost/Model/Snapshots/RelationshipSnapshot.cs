namespace Aspire.Hosting.ApplicationModel;

/// <summary>A relation of a resource.</summary>
/// <param name="ResourceName">The other.</param>
/// <param name="Type">Reference, Parent, WaitFor, or a word of the user.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
