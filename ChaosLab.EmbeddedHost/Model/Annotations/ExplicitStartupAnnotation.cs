namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is started by a command, not with the application.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
