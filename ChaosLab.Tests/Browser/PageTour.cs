using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>
/// One visit to every page of the console, taken by the first test that asks and judged by several: opened once, a page is looked at in every
/// way, has its pictures taken, and is searched for barriers.
/// </summary>
public sealed class PageTour
{
    // Of the dark theme only the colours are looked at: it has the same elements.
    private const string Colours = "color-contrast";

    private Task<IReadOnlyList<PageSight>>? _taken;

    /// <summary>What was seen; the tour is taken when it was not yet.</summary>
    internal Task<IReadOnlyList<PageSight>> TakeAsync(BrowserLab lab) => _taken ??= GoAsync(lab);

    private static async Task<IReadOnlyList<PageSight>> GoAsync(BrowserLab lab)
    {
        var scene = await Scene.SetAsync(lab);
        var seen = new List<PageSight>();
        await using var context = await lab.NewContextAsync();
        foreach (var (name, path) in scene.Pages) seen.Add(await LookAsync(await lab.OpenAsync(context, path), name, path));
        return seen;
    }

    private static async Task<PageSight> LookAsync(Visit visit, string name, string path)
    {
        var (page, wide, barriers) = (visit.Page, new List<string>(), new List<string>());
        await visit.SettledAsync();
        await page.AddAxeAsync();
        foreach (var view in View.All)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = view.Theme });
            await page.SetViewportSizeAsync(view.Width, view.Height);
            var seen = visit with { View = view };
            await seen.PictureAsync(name);
            if (!await seen.FitsAsync()) wide.Add($"{path} at {view.Width} pixels, {view.ThemeName}");
            var found = view == View.Desktop ? await page.BarriersAsync() : view == View.Dark ? await page.BarriersAsync(Colours) : [];
            barriers.AddRange(found.Select(barrier => $"{path}, {view.ThemeName}: {barrier}"));
        }

        var troubles = visit.Troubles.Left.Select(trouble => $"{path}: {trouble}").ToArray();
        await page.CloseAsync();
        return new PageSight(troubles, wide, barriers);
    }
}
