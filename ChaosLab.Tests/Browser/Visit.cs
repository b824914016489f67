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

    /// <summary>Takes a picture of the whole page: <c>artifacts/screenshots/&lt;name&gt;-&lt;theme&gt;-&lt;width&gt;.png</c>.</summary>
    public async Task<string> PictureAsync(string name)
    {
        var path = Path.Combine(Directory, FormattableString.Invariant($"{name}-{View.ThemeName}-{View.Width}.png"));
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        return path;
    }
}
