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

    // What lies further down is more of the same list.
    private const int TallestPicture = 2600;

    /// <summary>Waits until the page is connected and shows what it has been opened for.</summary>
    public Task SettledAsync()
        => Page.WaitForFunctionAsync(
            """
            () => document.querySelector('main h1') !== null && document.querySelector('.connection.live') !== null
                && ![...document.querySelectorAll('main [role=status], main .empty')].some(element => element.checkVisibility() && element.textContent.trim().endsWith(' …'))
            """);

    /// <summary>Whether nothing of the page lies beside the window.</summary>
    public Task<bool> FitsAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth");

    /// <summary>Takes a picture of the page, down to where only more of the same comes: <c>artifacts/screenshots/&lt;name&gt;-&lt;theme&gt;-&lt;width&gt;.png</c>.</summary>
    public async Task<string> PictureAsync(string name)
    {
        var path = Path.Combine(Directory, FormattableString.Invariant($"{name}-{View.ThemeName}-{View.Width}.png"));
        var height = Math.Min(await Page.EvaluateAsync<int>("document.documentElement.scrollHeight"), TallestPicture);
        await Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = path,
            FullPage = true,
            Clip = new Clip { X = 0, Y = 0, Width = View.Width, Height = height },
            Animations = ScreenshotAnimations.Disabled,
        });
        return path;
    }
}
