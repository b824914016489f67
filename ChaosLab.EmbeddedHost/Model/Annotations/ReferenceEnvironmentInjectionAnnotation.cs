namespace Aspire.Hosting.ApplicationModel;

/// <summary>Narrows which variables references set.</summary>
/// <param name="flags">The variables.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>The variables.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}
