using ChaosLab.Tests.Support;
using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>axe-core, which looks for barriers in a page.</summary>
internal static class Axe
{
    // Where the build restores the packages of the pages; axe-core is one of those for development.
    private static readonly string Script = Path.Combine(
        BuiltPrograms.Checkout, "artifacts", "console", "ChaosLab.ChaosController", "ConsoleApp", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Puts it into a page.</summary>
    public static async Task AddAxeAsync(this IPage page) => await page.EvaluateAsync(await File.ReadAllTextAsync(Script));

    /// <summary>The barriers that are serious or worse.</summary>
    /// <param name="page">A page that axe was put into.</param>
    /// <param name="rules">Which rules; all unless told.</param>
    /// <remarks>The report's frame shows a file of its own, in which no script runs, axe neither.</remarks>
    public static Task<string[]> BarriersAsync(this IPage page, params string[] rules)
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
