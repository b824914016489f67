using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>What a page shows is live, or it says that it is not.</summary>
public sealed class LiveTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task A_silent_service_is_said_and_the_page_recovers()
        => await Lab.VisitAsync("/", async visit =>
        {
            var page = visit.Page;
            var connection = page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Status);
            await Expect(connection).ToHaveTextAsync("Live");
            var pid = (await Lab.Api.GetAsync("/api/resources/chaos")).GetProperty("status").GetProperty("pid").GetInt32();

            // It keeps its connections, and says nothing: what a page notices last.
            await SignalAsync("-STOP", pid);
            try
            {
                await Expect(connection).ToContainTextAsync("Reconnecting since");
                await Expect(connection).ToContainTextAsync("what is shown is old");
            }
            finally
            {
                await SignalAsync("-CONT", pid);
            }

            await Expect(connection).ToHaveTextAsync("Live");
            await Expect(page.GetByText(new Regex("^Connected again after "))).ToBeVisibleAsync();
            var fault = await Lab.Api.InjectAsync("latency", "web->catalog", 120);
            await Expect(page.Card("Active faults").GetByRole(AriaRole.Listitem)).ToContainTextAsync("latency on web->catalog");
            await Lab.Api.DeleteAsync($"/api/faults/{fault}");
            await Expect(page.Card("Active faults").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        });

    private static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
