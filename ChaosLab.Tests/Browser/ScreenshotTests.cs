using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>How every page looks, light and dark, on a desk and on a phone.</summary>
public sealed class ScreenshotTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task Every_page_opens_from_its_address_and_fits_into_its_window()
    {
        var scene = await Scene.SetAsync(Lab.Api);
        var wide = new List<string>();
        foreach (var (name, path) in scene.Pages)
        {
            await Lab.VisitAsync(path, async visit =>
            {
                await visit.SettledAsync();
                foreach (var view in View.All)
                {
                    var seen = await visit.AsAsync(view);
                    await seen.PictureAsync(name);
                    if (!await seen.FitsAsync()) wide.Add($"{path} at {view.Width} pixels, {view.ThemeName}");
                }
            });
        }

        wide.ShouldBeEmpty("nobody should have to scroll a page sideways");
    }
}
