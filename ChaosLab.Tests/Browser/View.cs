using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>How a page is looked at.</summary>
/// <param name="Theme">Light or dark, as the system says.</param>
/// <param name="Width">Of the window, in CSS pixels.</param>
internal sealed record View(ColorScheme Theme, int Width)
{
    public static View Desktop { get; } = new(ColorScheme.Light, 1280);

    public static View Dark { get; } = new(ColorScheme.Dark, 1280);

    public static View Phone { get; } = new(ColorScheme.Light, 390);

    public static View DarkPhone { get; } = new(ColorScheme.Dark, 390);

    /// <summary>Every way each page must look well in.</summary>
    public static IReadOnlyList<View> All { get; } = [Desktop, Dark, Phone, DarkPhone];

    public string ThemeName => Theme == ColorScheme.Dark ? "dark" : "light";

    public int Height => Width < 600 ? 844 : 900;
}
