using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>The halt button: everything is undone, nothing new acts, until it is released.</summary>
public sealed class HaltJourneyTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task A_halt_ends_every_fault_and_refuses_new_ones_until_it_is_released()
    {
        await Lab.Api.InjectAsync("latency", "web->catalog", 120);
        await Lab.Api.InjectAsync("http-latency", "payment", 120);
        await Lab.VisitAsync("/faults?kind=latency&target=web->catalog", async visit =>
        {
            var page = visit.Page;
            var active = page.Card("Active now").GetByRole(AriaRole.Listitem);
            await Expect(active).ToHaveCountAsync(2);

            await page.Button("Halt").ClickAsync();
            var sure = page.Question("Halt the lab?");
            await sure.GetByLabel("Reason").FillAsync("a test halts it");
            await sure.Button("Halt now").ClickAsync();

            var banner = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The lab is halted." });
            await Expect(banner).ToContainTextAsync("a test halts it");
            await Expect(page.Card("Active now").GetByText("No fault acts now.")).ToBeVisibleAsync();

            visit.Troubles.Expect("409");
            await page.Button("Inject").ClickAsync();
            var form = page.GetByRole(AriaRole.Form, new() { Name = "Inject latency" });
            await Expect(form.GetByRole(AriaRole.Alert).First).ToContainTextAsync("halted");

            await banner.Button("Release").ClickAsync();
            await Expect(banner).ToBeHiddenAsync();
            await page.Button("Inject").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "latency on web->catalog", Level = 1 })).ToBeVisibleAsync();
        });
    }
}
