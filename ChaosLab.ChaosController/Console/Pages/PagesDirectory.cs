namespace ChaosLab.ChaosController.Console.Pages;

/// <summary>Where the built pages lie: <c>console/</c> beside this program, or <c>Lab:ConsoleDirectory</c>.</summary>
/// <param name="Path">The directory; it need not exist.</param>
internal sealed record PagesDirectory(string Path)
{
    public string Index => System.IO.Path.Combine(Path, "index.html");

    public bool IsBuilt => File.Exists(Index);

    public static PagesDirectory Of(IConfiguration configuration)
        => new(configuration["Lab:ConsoleDirectory"] is { Length: > 0 } given
            ? System.IO.Path.GetFullPath(given)
            : System.IO.Path.Combine(AppContext.BaseDirectory, "console"));
}
