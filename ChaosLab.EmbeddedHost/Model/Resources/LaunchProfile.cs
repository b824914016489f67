namespace Aspire.Hosting;

/// <summary>One profile of a <c>launchSettings.json</c>.</summary>
public sealed class LaunchProfile
{
    /// <summary>What starts the program: <c>Project</c>.</summary>
    public string? CommandName { get; set; }

    /// <summary>Arguments of the program.</summary>
    public string? CommandLineArgs { get; set; }

    /// <summary>The addresses to listen on, separated by semicolons.</summary>
    public string? ApplicationUrl { get; set; }

    /// <summary>Whether a browser is opened.</summary>
    public bool? LaunchBrowser { get; set; }

    /// <summary>The page that is opened.</summary>
    public string? LaunchUrl { get; set; }

    /// <summary>Variables of the program.</summary>
    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
