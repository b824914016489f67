using Microsoft.Playwright;
using Shouldly;

namespace ChaosLab.Tests.Browser;

/// <summary>Going through a page with the Tab key.</summary>
internal static class KeyWalk
{
    // More than any page has between its top and what a test looks for.
    private const int MostSteps = 150;

    /// <summary>Presses Tab until something has the focus, as somebody without a mouse does.</summary>
    public static async Task TabUntilAsync(this IKeyboard keys, IPage page, string selector)
    {
        for (var steps = 0; !await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector); steps++)
        {
            steps.ShouldBeLessThan(MostSteps, $"{selector} is not reached with Tab");
            await keys.PressAsync("Tab");
        }
    }

    /// <summary>Presses Tab until the element that is meant has the focus.</summary>
    public static async Task TabUntilAsync(this IKeyboard keys, ILocator meant)
    {
        await Assertions.Expect(meant).ToBeVisibleAsync();
        for (var steps = 0; !await meant.EvaluateAsync<bool>("element => element === document.activeElement"); steps++)
        {
            steps.ShouldBeLessThan(MostSteps, $"{meant} is not reached with Tab");
            await keys.PressAsync("Tab");
        }
    }
}
