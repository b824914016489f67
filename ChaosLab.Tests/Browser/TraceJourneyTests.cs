using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>From a fault to the request that it touched.</summary>
public sealed partial class TraceJourneyTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task The_waterfall_of_a_purchase_shows_which_fault_it_drew()
    {
        var fault = await Lab.Api.InjectAsync("http-latency", "payment", 120, ("latency", "150"), ("method", "POST"), ("route", "/charge"));
        using var shop = new HttpClient { BaseAddress = new Uri((await Lab.Api.GetAsync("/api/lab")).GetProperty("gatewayUrl").GetString()!) };
        (await shop.BuyAsync()).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        await Lab.VisitAsync("/traces", async visit =>
        {
            var page = visit.Page;
            await page.GetByLabel("Fault", new() { Exact = true }).FillAsync(fault);
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync("/purchase");
            var found = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "/purchase" });
            await Expect(found.First).ToBeVisibleAsync();
            await Expect(found.First).ToContainTextAsync(fault);
            await found.First.GetByRole(AriaRole.Link).First.ClickAsync();

            var tree = page.GetByRole(AriaRole.Treegrid, new() { Name = "Spans of the trace" });
            await Expect(tree).ToBeVisibleAsync();
            await Expect(tree.GetByRole(AriaRole.Row, new() { NameRegex = Web() }).First).ToBeVisibleAsync();
            var hit = tree.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = fault }) }).Filter(new() { HasText = "payment" }).First;
            await Expect(hit).ToBeVisibleAsync();
            await Expect(page.GetByText("This request drew an injected fault").First).ToBeVisibleAsync();

            await page.Keyboard.TabUntilAsync(page, "[role=row][data-index='0']");
            var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "The chosen span" });
            for (var steps = 0; !await hit.EvaluateAsync<bool>("row => row === document.activeElement"); steps++)
            {
                steps.ShouldBeLessThan(200, "the arrow keys reach the span of payment");
                await page.Keyboard.PressAsync("ArrowDown");
            }

            await page.Keyboard.PressAsync("Enter");
            await Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "Attributes" })).ToBeVisibleAsync();
            await Expect(panel.GetByRole(AriaRole.Link, new() { Name = fault })).ToBeVisibleAsync();
            await Expect(hit).ToHaveAttributeAsync("aria-selected", "true");
            await visit.PictureAsync("trace-span");
            await page.Keyboard.PressAsync("Escape");
            await Expect(panel).ToBeHiddenAsync();
        });
    }

    [GeneratedRegex("^web")]
    private static partial Regex Web();
}
