namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to declarations of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append,

    /// <summary>They go.</summary>
    Replace,
}
