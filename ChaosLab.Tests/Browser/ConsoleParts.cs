using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>Parts of the console, found as a person finds them: by what they are and what they are called.</summary>
internal static class ConsoleParts
{
    /// <summary>The titled part of a page.</summary>
    public static ILocator Card(this IPage page, string title)
        => page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = title, Exact = true });

    public static ILocator Button(this IPage page, string name)
        => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public static ILocator Button(this ILocator part, string name)
        => part.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    /// <summary>A button by the beginning of its name, such as that of a part on the map, which goes on with its state.</summary>
    public static ILocator ButtonThatBegins(this IPage page, string name)
        => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^" + Regex.Escape(name)) });

    /// <summary>A link of the navigation.</summary>
    public static ILocator Navigation(this IPage page, string name)
        => page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Pages" }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name, Exact = true });

    public static ILocator Tab(this IPage page, string name)
        => page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { NameRegex = new Regex("^" + Regex.Escape(name)) });

    public static ILocator Heading(this IPage page, string name)
        => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Level = 1 });

    public static ILocator Question(this IPage page, string title)
        => page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = title });

    /// <summary>What lies beside the map while something on it is chosen.</summary>
    public static ILocator SidePanel(this IPage page)
        => page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "What is chosen on the map" });

    /// <summary>The newest value that stands beside the title of a chart.</summary>
    public static ILocator Newest(this IPage page, string chart)
        => page.GetByRole(AriaRole.Figure, new PageGetByRoleOptions { NameRegex = new Regex("^" + Regex.Escape(chart)) }).Locator(".legend-value");
}
