using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>
/// A lab and a browser that a collection of tests shares. Where there is no Chromium, or the pages were not built, nothing is started and the
/// tests are skipped; with <c>CHAOSLAB_REQUIRE_BROWSER=1</c>, as CI sets it, they fail instead.
/// </summary>
public sealed partial class BrowserLab : IAsyncLifetime
{
    // How long a page may take to show what a test waits for, on a machine that is busy with something else.
    private static readonly float LimitMs = (float)Eventually.Limit.TotalMilliseconds;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _session;
    private string? _origin;
    private ConsoleApi? _api;

    internal CliLab Cli { get; } = new();

    /// <summary>Where the console is: <c>http://localhost:&lt;port&gt;</c>.</summary>
    internal string Origin => _origin ?? throw new InvalidOperationException("The browser lab has not been started; call Require first.");

    /// <summary>The service behind the pages, as a page that is signed in calls it.</summary>
    internal ConsoleApi Api => _api ?? throw new InvalidOperationException("The browser lab has not been started; call Require first.");

    internal IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started; call Require first.");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
        var (exitCode, output) = await Cli.RunAsync("up", "--detach", "--infrastructure", "process");
        if (exitCode != 0) throw new InvalidOperationException($"lab up ended with {exitCode}: {output}");
        var link = await CreateLinkAsync();
        _origin = link.GetLeftPart(UriPartial.Authority);
        await using var context = await _browser.NewContextAsync();
        await (await context.NewPageAsync()).GotoAsync(link.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        _session = await context.StorageStateAsync();
        _api = await ConsoleApi.OpenAsync(_playwright, _origin, _session);
        Assertions.SetDefaultExpectTimeout(LimitMs);
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is not null) await _api.DisposeAsync();
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Cli.DisposeAsync();
    }

    /// <summary>Skips a test that cannot run here; fails it where browser tests must run.</summary>
    internal static void Require()
    {
        if (Chromium.Missing is not { } missing) return;
        if (Environment.GetEnvironmentVariable("CHAOSLAB_REQUIRE_BROWSER") == "1") Assert.Fail($"CHAOSLAB_REQUIRE_BROWSER=1, but: {missing}");
        Assert.Skip(missing);
    }

    /// <summary>A one-time link, as <c>./lab console --print</c> tells it.</summary>
    internal async Task<Uri> CreateLinkAsync()
    {
        var (exitCode, output) = await Cli.RunAsync("console", "--print");
        return exitCode == 0 && Link().Match(output) is { Success: true } link
            ? new Uri(link.Value)
            : throw new InvalidOperationException($"lab console ended with {exitCode}: {output}");
    }

    /// <summary>A browser's store of its own, signed in unless told otherwise.</summary>
    internal Task<IBrowserContext> NewContextAsync(View? view = null, bool signedIn = true)
    {
        var seen = view ?? View.Desktop;
        return Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Origin,
            StorageState = signedIn ? _session : null,
            ColorScheme = seen.Theme,
            ViewportSize = new ViewportSize { Width = seen.Width, Height = seen.Height },
            ReducedMotion = ReducedMotion.Reduce,
        });
    }

    /// <summary>Opens a page, does something with it, and fails when anything went wrong in it.</summary>
    /// <param name="path">Where, such as <c>/faults</c>.</param>
    /// <param name="look">What the test does.</param>
    /// <param name="view">How; a light window of 1280 pixels unless told.</param>
    /// <param name="signedIn">Whether the browser is signed in.</param>
    internal async Task VisitAsync(string path, Func<Visit, Task> look, View? view = null, bool signedIn = true)
    {
        await using var context = await NewContextAsync(view, signedIn);
        context.SetDefaultTimeout(LimitMs);
        var page = await context.NewPageAsync();
        var visit = new Visit(page, view ?? View.Desktop, new Troubles(page, Origin));
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await look(visit);
        visit.Troubles.ShouldBeNone();
    }

    [GeneratedRegex(@"http://localhost:[0-9]+/signin\?code=\S+")]
    private static partial Regex Link();
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrowserLabDefinition : ICollectionFixture<BrowserLab>
{
    public const string Name = "browser lab";
}
