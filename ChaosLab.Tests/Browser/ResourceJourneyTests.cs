using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>A resource: its log as it is written, its environment without secrets, its commands.</summary>
public sealed class ResourceJourneyTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task What_a_service_writes_stands_in_its_log_at_once()
        => await Lab.VisitAsync("/resources/web-1", async visit =>
        {
            var log = visit.Page.GetByRole(AriaRole.Log, new() { Name = "Console log of web-1" });
            await Expect(log.Locator("div").First).ToBeVisibleAsync();

            await Lab.Api.InjectAsync("http-latency", "web-1", 60, ("latency", "5"), ("route", "/nothing"));

            await Expect(log).ToContainTextAsync("route=/nothing");
            await visit.Page.GetByLabel("Show only lines with").FillAsync("route=/nothing");
            await Expect(log).Not.ToContainTextAsync("Now listening");
            await Expect(log).ToContainTextAsync("(http-latency) acts");
        });

    [Fact]
    public async Task Its_environment_is_shown_and_its_secrets_are_not()
        => await Lab.VisitAsync("/resources/web-1?tab=environment", async visit =>
        {
            var secret = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "TOKEN" }).First;
            await Expect(secret).ToContainTextAsync("masked");
            await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "OTEL_SERVICE_NAME" })).ToContainTextAsync("web");
            var shown = await Lab.Api.GetAsync("/api/resources/web-1");
            shown.GetProperty("environment").EnumerateArray().Where(variable => variable.GetProperty("masked").GetBoolean())
                .ShouldAllBe(variable => variable.GetProperty("value").GetString()!.Contains("***"));
        });

    [Fact]
    public async Task Its_commands_start_and_stop_it()
        => await Lab.VisitAsync("/resources/web-3?tab=commands", async visit =>
        {
            var page = visit.Page;
            var head = page.Locator("header.page-head");
            await Expect(head.GetByText("Not started")).ToBeVisibleAsync();
            var start = page.GetByRole(AriaRole.Form, new() { Name = "Start", Exact = true });
            await start.Button("Start").ClickAsync();
            await Expect(head.GetByText("Healthy")).ToBeVisibleAsync();

            var stop = page.GetByRole(AriaRole.Form, new() { Name = "Stop", Exact = true });
            await Expect(stop.Button("Stop")).ToBeEnabledAsync();
            await stop.Button("Stop").ClickAsync();
            await page.Question("Stop: web-3?").Button("Stop").ClickAsync();
            await Expect(head.GetByText("Healthy")).ToBeHiddenAsync();
            await Expect(head.GetByText("Stopped", new() { Exact = true })).ToBeVisibleAsync();
            await Expect(head.Locator(".badge.bad")).ToHaveCountAsync(0);
        });
}
