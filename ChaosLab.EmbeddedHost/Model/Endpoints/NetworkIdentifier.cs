namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network on which an address means something.</summary>
/// <param name="Value">Its name.</param>
public record class NetworkIdentifier(string Value);
