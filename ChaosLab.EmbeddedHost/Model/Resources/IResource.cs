namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a project, a program, a container, a value.</summary>
public interface IResource
{
    /// <summary>The name, unique in the application.</summary>
    string Name { get; }

    /// <summary>What has been declared about the resource.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
