namespace Aspire.Hosting;

/// <summary>How a project is added.</summary>
public class ProjectResourceOptions
{
    /// <summary>The launch profile that counts; null for the AppHost's or the first.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>Whether launch profiles do not count.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Whether Kestrel's configured endpoints do not count.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
