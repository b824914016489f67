using ChaosLab.Tests.Support;
using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>The machine's own Chromium: nothing is downloaded.</summary>
internal static class Chromium
{
    // The shell first: a whole Chromium draws its own windows too, hidden, which costs as much as the page.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    // Without a sandbox because CI is root; without everything that would call home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Its path; null when it is not on PATH.</summary>
    public static string? Path { get; } = Names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(directory => System.IO.Path.Combine(directory, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Why browser tests cannot run here; null when they can.</summary>
    public static string? Missing
    {
        get
        {
            if (Path is null) return "Chromium is not on PATH (apt-get install chromium-headless-shell).";
            var pages = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(BuiltPrograms.Cli)!, "console", "index.html");
            return File.Exists(pages) ? null : "The console's pages were not built: node 20.19 or newer with npm was not on PATH, or the packages could not be fetched.";
        }
    }

    public static Task<IBrowser> StartAsync(IPlaywright playwright)
        => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments, Headless = true });
}
