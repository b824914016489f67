namespace ChaosLab.ChaosController.Setup;

/// <summary>The <c>dotnet</c> that runs this program, so that what it starts uses the same one.</summary>
internal static class Dotnet
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var running = Environment.ProcessPath;
        if (running is not null && System.IO.Path.GetFileNameWithoutExtension(running) == "dotnet") return running;
        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
    }
}
