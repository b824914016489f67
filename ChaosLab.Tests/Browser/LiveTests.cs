using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>What a page shows is live, or it says that it is not.</summary>
public sealed class LiveTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task A_lost_connection_is_said_and_recovers()
        => await Lab.VisitAsync("/", async visit =>
        {
            visit.Troubles.Expect("ERR_INTERNET_DISCONNECTED");
            var page = visit.Page;
            var connection = page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Status);
            await Expect(connection).ToHaveTextAsync("Live");

            await page.Context.SetOfflineAsync(true);
            await Expect(connection).ToContainTextAsync("Reconnecting since");
            await Expect(connection).ToContainTextAsync("what is shown is old");
            await visit.PictureAsync("reconnecting");

            // What happens meanwhile is shown once it is back.
            var fault = await Lab.Api.InjectAsync("latency", "web->catalog", 120);
            await page.Context.SetOfflineAsync(false);
            await Expect(connection).ToHaveTextAsync("Live");
            await Expect(page.GetByText(new Regex("^Connected again after "))).ToBeVisibleAsync();
            await Expect(page.Card("Active faults").GetByRole(AriaRole.Listitem)).ToContainTextAsync("latency on web->catalog");

            await Lab.Api.DeleteAsync($"/api/faults/{fault}");
            await Expect(page.Card("Active faults").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        });
}
