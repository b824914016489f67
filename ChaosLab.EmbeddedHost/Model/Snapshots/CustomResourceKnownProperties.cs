namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of facts that any resource may have.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>Where it comes from.</summary>
    public static string Source { get; } = "resource.source";

    /// <summary>How others reach it.</summary>
    public static string ConnectionString { get; } = "resource.connectionString";
}
