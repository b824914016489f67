namespace ChaosLab.ChaosController.Launching;

/// <summary>How a lab is to be started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">The gateway's port; 0 means a free one, null the default.</param>
/// <param name="Profile"><c>resilient</c> or <c>naive</c>.</param>
/// <param name="Infrastructure"><c>auto</c>, <c>container</c> or <c>process</c>.</param>
internal sealed record LaunchOptions(string Name, int? Port, string Profile, string Infrastructure)
{
    /// <summary>The AppHost's arguments.</summary>
    public IEnumerable<string> Arguments()
    {
        yield return $"--Lab:Name={Name}";
        yield return $"--Lab:Profile={Profile}";
        yield return $"--Lab:Infrastructure={Infrastructure}";
        if (Port is { } port) yield return $"--Lab:Port={port}";

        // A lab beside the default one, or away from the default port, must not fight for the default console port.
        if (Port is not null) yield return "--Lab:ConsolePort=0";
    }
}
