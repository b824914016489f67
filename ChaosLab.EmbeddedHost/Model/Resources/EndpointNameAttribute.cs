namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a parameter that takes an endpoint's name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EndpointNameAttribute : Attribute;
