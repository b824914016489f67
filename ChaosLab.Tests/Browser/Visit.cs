using ChaosLab.Tests.Support;
using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>A page of the console that a test looks at.</summary>
/// <param name="Page">The page.</param>
/// <param name="View">How it is looked at.</param>
/// <param name="Troubles">What went wrong in it so far.</param>
internal sealed record Visit(IPage Page, View View, Troubles Troubles)
{
    private static readonly string Directory = Path.Combine(BuiltPrograms.Checkout, "artifacts", "screenshots");

    // What is taller is a list, whose beginning says enough.
    private const int TallestPicture = 3000;

    /// <summary>Waits until the page is connected and shows what it has been opened for.</summary>
    public Task SettledAsync()
        => Page.WaitForFunctionAsync(
            """
            () => document.querySelector('main h1') !== null && document.querySelector('.connection.live') !== null
                && ![...document.querySelectorAll('main [role=status], main .empty')].some(element => element.checkVisibility() && element.textContent.trim().endsWith(' …'))
            """);

    /// <summary>The same page, looked at in another way, once it shows the theme.</summary>
    public async Task<Visit> AsAsync(View view)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = view.Theme });
        await Page.SetViewportSizeAsync(view.Width, view.Height);
        await Page.WaitForFunctionAsync("theme => document.documentElement.dataset.theme === theme", view.ThemeName);
        return this with { View = view };
    }

    /// <summary>Whether nothing of the page lies beside the window.</summary>
    public Task<bool> FitsAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth");

    /// <summary>Takes a picture of the whole page, or of the window when it holds a long list: <c>artifacts/screenshots/&lt;name&gt;-&lt;theme&gt;-&lt;width&gt;.png</c>.</summary>
    public async Task<string> PictureAsync(string name)
    {
        var path = Path.Combine(Directory, FormattableString.Invariant($"{name}-{View.ThemeName}-{View.Width}.png"));
        var isShort = await Page.EvaluateAsync<int>("document.documentElement.scrollHeight") <= TallestPicture;
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = isShort, Animations = ScreenshotAnimations.Disabled });
        return path;
    }
}
