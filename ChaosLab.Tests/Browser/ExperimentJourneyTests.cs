using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>Running an experiment: read it, try it dry, start it, watch it, and read its verdict.</summary>
public sealed partial class ExperimentJourneyTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task An_experiment_is_started_watched_and_its_verdict_is_read()
        => await Lab.VisitAsync("/experiments", async visit =>
        {
            var page = visit.Page;
            await page.GetByLabel("Search").FillAsync("web-kill.json");
            await page.GetByRole(AriaRole.Link, new() { Name = "A killed replica is not noticed" }).ClickAsync();
            await Expect(page.Heading("A killed replica is not noticed")).ToBeVisibleAsync();
            var dry = page.Card("Dry run");
            await Expect(dry.GetByText("kill on web-1").First).ToBeVisibleAsync();

            // A copy with less load than the file's: the tests share their machine.
            await page.Button("Edit a copy").ClickAsync();
            var source = page.GetByLabel("Source of web-kill.json");
            var text = (await source.InputValueAsync()).Replace("\"rate\": 150", "\"rate\": \"${rate}\", \"lead\": \"2s\", \"tail\": \"1s\"", StringComparison.Ordinal);
            await source.FillAsync(text.Insert(text.IndexOf('{') + 1, "\"configuration\": { \"rate\": 150 },"));
            await Expect(page.GetByText("Edited. Start runs this text")).ToBeVisibleAsync();
            await Expect(dry.GetByText("150/s").First).ToBeVisibleAsync();

            var rate = page.Card("Run it").GetByLabel("rate", new() { Exact = true });
            await rate.FillAsync("many");
            await Expect(page.GetByText("'many' is no number.")).ToBeVisibleAsync();
            await rate.FillAsync("20");
            await Expect(dry.GetByText("rate = 20")).ToBeVisibleAsync();
            await Expect(dry.GetByText("20/s").First).ToBeVisibleAsync();
            await visit.PictureAsync("experiment-variables");

            await page.Button("Start …").ClickAsync();
            var sure = page.Question("Start this experiment?");
            await Expect(sure.GetByText("kill on web-1").First).ToBeVisibleAsync();
            await Expect(sure.GetByText("rate = 20")).ToBeVisibleAsync();
            await sure.Button("Start the run").ClickAsync();

            await page.WaitForURLAsync(RunAddress());
            var id = new Uri(page.Url).Segments[^1];
            var events = page.GetByRole(AriaRole.List, new() { Name = "Events of the run" }).GetByRole(AriaRole.Listitem);
            await Expect(events.First).ToBeVisibleAsync();
            var before = await events.CountAsync();
            await Eventually.BeTrueAsync("the timeline goes on", async _ => await events.CountAsync() > before);
            await Expect(page.Button("Abort …")).ToBeVisibleAsync();
            await visit.PictureAsync("run-live");

            var verdict = page.Card("Verdict");
            await Expect(verdict).ToBeVisibleAsync(new() { Timeout = 180_000 });
            var record = await Lab.Api.GetAsync($"/api/history/{id}");
            var word = record.GetProperty("summary").GetProperty("verdict").GetString()!;
            word.ShouldBeOneOf("pass", "fail", "inconclusive");
            var second = (await Lab.Api.GetAsync($"/api/runs/{id}/record")).GetProperty("load").GetProperty("seconds")[1];
            second.GetProperty("figures").GetProperty("due").GetInt64().ShouldBeLessThan(100, "the run took the rate that was given, not the file's");
            var shown = char.ToUpperInvariant(word[0]) + word[1..];
            await Expect(verdict.GetByText(shown, new() { Exact = true })).ToBeVisibleAsync();

            await page.Tab("Report").ClickAsync();
            var report = page.FrameLocator("iframe[title^='Report of']");
            await Expect(report.GetByRole(AriaRole.Heading).First).ToContainTextAsync("A killed replica is not noticed");

            await page.Navigation("Runs").ClickAsync();
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = id });
            await Expect(row.GetByText(shown, new() { Exact = true })).ToBeVisibleAsync();
        });

    [GeneratedRegex("/runs/[0-9]{8}-[0-9]{6}-")]
    private static partial Regex RunAddress();
}
