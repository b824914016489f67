using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>The console without a mouse.</summary>
public sealed class KeyboardTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task A_fault_is_injected_and_removed_with_keys_alone()
        => await Lab.VisitAsync("/", async visit =>
        {
            var (page, keys) = (visit.Page, visit.Page.Keyboard);
            await Expect(page.Heading("Overview")).ToBeVisibleAsync();
            await keys.PressAsync("Tab");
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
            await keys.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();

            await page.ReloadAsync();
            await Expect(page.Heading("Overview")).ToBeVisibleAsync();
            await keys.TabUntilAsync(page.Navigation("Faults"));
            await keys.PressAsync("Enter");
            await Expect(page.Heading("Faults")).ToBeFocusedAsync();

            await Expect(page.ButtonThatBegins("http-latency")).ToBeVisibleAsync();
            await keys.PressAsync("/");
            await Expect(page.GetByLabel("Search the catalogue")).ToBeFocusedAsync();
            await keys.TypeAsync("http-latency");
            await Expect(page.GetByText("1 of ")).ToBeVisibleAsync();
            await keys.TabUntilAsync(page.ButtonThatBegins("http-latency"));
            await keys.PressAsync("Enter");

            await keys.TabUntilAsync(page.GetByLabel("Target"));
            await keys.TypeAsync("catalog");
            await keys.TabUntilAsync(page.Button("Inject"));
            await keys.PressAsync("Enter");
            await Expect(page.Heading("http-latency on catalog")).ToBeVisibleAsync();

            await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Its effect was seen" })).Not.ToContainTextAsync("not yet");
            await keys.TabUntilAsync(page.Button("Remove http-latency on catalog"));
            await keys.PressAsync("Enter");
            await Expect(page.GetByText("Recovered", new() { Exact = true })).ToBeVisibleAsync();
        });

    [Fact]
    public async Task A_dialog_keeps_the_focus_and_gives_it_back()
        => await Lab.VisitAsync("/resources", async visit =>
        {
            var (page, keys) = (visit.Page, visit.Page.Keyboard);
            await Expect(page.Heading("Resources")).ToBeVisibleAsync();
            await keys.TabUntilAsync(page.Button("Halt"));
            await keys.PressAsync("Enter");
            var dialog = page.Question("Halt the lab?");
            await Expect(dialog.GetByLabel("Reason")).ToBeFocusedAsync();

            // Past the last of its controls the browser's own come, and then the first again: never the page behind it.
            var seen = new HashSet<string>();
            for (var steps = 0; steps < 8; steps++)
            {
                await keys.PressAsync("Tab");
                seen.Add(await page.EvaluateAsync<string>(
                    "() => document.activeElement === document.body ? 'none' : document.activeElement.closest('dialog') ? document.activeElement.tagName : 'behind'"));
            }

            seen.ShouldNotContain("behind");
            seen.ShouldContain("BUTTON");
            await keys.PressAsync("Escape");
            await Expect(dialog).ToBeHiddenAsync();
            await Expect(page.Button("Halt")).ToBeFocusedAsync();
            (await Lab.Api.GetAsync("/api/halt")).GetProperty("halted").GetBoolean().ShouldBeFalse();
        });

    [Fact]
    public async Task The_panel_of_the_map_opens_with_Enter_and_closes_with_Esc()
        => await Lab.VisitAsync("/", async visit =>
        {
            var (page, keys) = (visit.Page, visit.Page.Keyboard);
            var edge = page.ButtonThatBegins("web to payment");
            await keys.TabUntilAsync(edge);
            await keys.PressAsync("Enter");
            await Expect(page.SidePanel().GetByText("How web sees it")).ToBeVisibleAsync();
            await keys.PressAsync("Escape");
            await Expect(page.SidePanel()).ToBeHiddenAsync();
            await Expect(edge).ToBeFocusedAsync();
        });
}
