using ChaosLab.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>axe-core finds nothing serious on any page.</summary>
public sealed class AccessibilityTests(BrowserLab lab) : BrowserTest(lab)
{
    // Where the build restores the packages of the pages; axe-core is one of those for development.
    private static readonly string Axe = Path.Combine(
        BuiltPrograms.Checkout, "artifacts", "console", "ChaosLab.ChaosController", "ConsoleApp", "node_modules", "axe-core", "axe.min.js");

    [Fact]
    public async Task No_page_has_a_serious_barrier_in_light_or_dark()
    {
        var axe = await File.ReadAllTextAsync(Axe);
        var scene = await Scene.SetAsync(Lab.Api);
        var found = new List<string>();
        foreach (var (_, path) in scene.Pages)
        {
            await Lab.VisitAsync(path, async visit =>
            {
                await visit.SettledAsync();
                await visit.Page.EvaluateAsync(axe);
                found.AddRange((await BarriersAsync(visit.Page)).Select(barrier => $"{path}, light: {barrier}"));

                // The other theme has the same elements in other colours.
                await visit.AsAsync(View.Dark);
                found.AddRange((await BarriersAsync(visit.Page, "color-contrast")).Select(barrier => $"{path}, dark: {barrier}"));
            });
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_rules_find_a_barrier_that_is_there()
        => await Lab.VisitAsync("/faults", async visit =>
        {
            await visit.SettledAsync();
            await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
            await visit.Page.EvaluateAsync("document.querySelector('main').append(document.createElement('button'))");
            (await BarriersAsync(visit.Page)).ShouldHaveSingleItem().ShouldStartWith("button-name");
        });

    // The report's frame shows a file of its own, in which no script runs, axe neither.
    private static Task<string[]> BarriersAsync(IPage page, params string[] rules)
        => page.EvaluateAsync<string[]>(
            """
            async rules => {
                const only = rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {};
                const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false, ...only });
                return violations
                    .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
                    .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\n', ' ')}`));
            }
            """, rules);
}
