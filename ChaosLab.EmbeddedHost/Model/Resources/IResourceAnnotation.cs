namespace Aspire.Hosting.ApplicationModel;

/// <summary>One declaration about a resource.</summary>
public interface IResourceAnnotation;
