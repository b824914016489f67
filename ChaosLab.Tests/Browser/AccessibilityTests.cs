using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>axe-core finds nothing serious on any page.</summary>
public sealed class AccessibilityTests(BrowserLab lab, PageTour tour) : BrowserTest(lab)
{
    [Fact]
    public async Task No_page_has_a_serious_barrier_in_light_or_dark()
        => (await tour.TakeAsync(Lab)).SelectMany(page => page.Barriers).ShouldBeEmpty();

    [Fact]
    public async Task Its_rules_find_a_barrier_that_is_there()
        => await Lab.VisitAsync("/faults", async visit =>
        {
            await visit.SettledAsync();
            await visit.Page.AddAxeAsync();
            await visit.Page.EvaluateAsync("document.querySelector('main').append(document.createElement('button'))");
            (await visit.Page.BarriersAsync()).ShouldHaveSingleItem().ShouldStartWith("button-name");
        });
}
