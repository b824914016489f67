using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>Pressing a fault on the map, watching the shop absorb it, and seeing it end.</summary>
public sealed partial class OutageJourneyTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task An_outage_of_payment_is_injected_from_the_map_seen_and_over_again()
        => await Lab.VisitAsync("/", async visit =>
        {
            var page = visit.Page;
            var traffic = page.Card("Traffic generator");
            await traffic.GetByLabel("Rate").FillAsync("20");
            await traffic.GetByLabel("For").FillAsync("180");
            await traffic.Button("Start traffic").ClickAsync();
            await Expect(traffic.GetByText("Running")).ToBeVisibleAsync();
            var edge = page.ButtonThatBegins("web to payment");
            await Expect(edge).ToHaveAttributeAsync("aria-label", Flowing());
            await Expect(page.Newest("Errors")).ToHaveTextAsync("0 %");

            await page.ButtonThatBegins("payment:").ClickAsync();
            var panel = page.SidePanel();
            await panel.GetByLabel("Fault", new() { Exact = true }).SelectOptionAsync("outage");
            await panel.GetByLabel("For how long").FillAsync("12");
            await panel.Button("Inject into payment").ClickAsync();

            var row = panel.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "outage on payment" });
            await Expect(row.GetByText("Active")).ToBeVisibleAsync();
            var left = row.Locator(".fault-left");
            await Expect(left).ToHaveTextAsync(Countdown());
            await Expect(left).Not.ToHaveTextAsync(await left.InnerTextAsync());
            await Expect(page.ButtonThatBegins("payment:")).ToHaveAttributeAsync("aria-label", new Regex("fault: outage"));

            await Expect(page.Newest("Errors")).ToHaveTextAsync(Failing());
            await Expect(edge).ToHaveAttributeAsync("aria-label", new Regex("breaker open in web-[12]"));
            await Expect(edge).ToHaveAttributeAsync("data-state", "broken");
            await visit.PictureAsync("outage");

            await Expect(panel.GetByText("No fault acts here.")).ToBeVisibleAsync();
            await Expect(edge).Not.ToHaveAttributeAsync("aria-label", new Regex("breaker"));
            await Expect(edge).ToHaveAttributeAsync("data-state", "flows");
            await Expect(page.Newest("Errors")).ToHaveTextAsync("0 %");

            await page.Navigation("Faults").ClickAsync();
            await Expect(page.Card("Ended in the last 5 minutes").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "outage on payment" }).GetByText("Recovered").First)
                .ToBeVisibleAsync();
        });

    [GeneratedRegex(@"[0-9.]+ requests a second$")]
    private static partial Regex Flowing();

    [GeneratedRegex("^0:[01][0-9]$")]
    private static partial Regex Countdown();

    [GeneratedRegex("^[1-9][0-9.]* %$")]
    private static partial Regex Failing();
}
