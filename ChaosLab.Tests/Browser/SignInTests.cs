using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChaosLab.Tests.Browser;

/// <summary>Signing in, as a person does it.</summary>
public sealed class SignInTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task The_link_of_lab_console_signs_in_once()
    {
        var link = (await Lab.CreateLinkAsync()).ToString();
        await using var context = await Lab.NewContextAsync(signedIn: false);
        var page = await context.NewPageAsync();

        await page.GotoAsync(link);

        page.Url.ShouldBe(Lab.Origin + "/", "no code is left in the address");
        (await IsSignedInAsync(page)).ShouldBeTrue();
        var cookie = (await context.CookiesAsync()).ShouldHaveSingleItem();
        cookie.Name.ShouldBe($"chaoslab-{new Uri(Lab.Origin).Port}");
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.Strict);
        cookie.Path.ShouldBe("/");
        (await page.EvaluateAsync<string>("document.cookie")).ShouldBeEmpty("no script can read it");

        await using var second = await Lab.NewContextAsync(signedIn: false);
        var late = await second.NewPageAsync();
        var refused = await late.GotoAsync(link);
        refused!.Status.ShouldBe(403);
        (await late.InnerTextAsync("body")).ShouldContain("./lab console");
        (await second.CookiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_signs_out_is_told_how_to_come_back_and_may_only_look()
    {
        // A session of its own: the other tests share theirs.
        await using var context = await Lab.NewContextAsync(View.Phone, signedIn: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync((await Lab.CreateLinkAsync()).ToString());
        await Expect(page.Heading("Overview")).ToBeVisibleAsync();

        await page.Keyboard.TabUntilAsync(page.Button("Pages"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TabUntilAsync(page.Button("Sign out"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Heading("Signed out")).ToBeFocusedAsync();
        await Expect(page.Card("To sign in again")).ToContainTextAsync("./lab console");
        await new Visit(page, View.Phone, new Troubles(page, Lab.Origin)).PictureAsync("signed-out");
        (await IsSignedInAsync(page)).ShouldBeFalse();
        (await context.CookiesAsync()).ShouldBeEmpty();
        await Expect(page.Button("Halt")).ToHaveAttributeAsync("aria-disabled", "true");
    }

    [Fact]
    public async Task A_browser_that_is_not_signed_in_may_look_and_not_touch()
        => await Lab.VisitAsync("/", async visit =>
        {
            visit.Troubles.Expect("401");

            (await FetchAsync(visit.Page, "GET", "/api/lab")).ShouldBe(200);
            (await FetchAsync(visit.Page, "POST", "/api/console/links")).ShouldBe(401);
        }, signedIn: false);

    [Fact]
    public async Task The_page_of_a_browser_that_is_signed_in_may_change_something()
        => await Lab.VisitAsync("/", async visit => (await FetchAsync(visit.Page, "POST", "/api/console/links")).ShouldBe(201));

    [Fact]
    public async Task A_program_that_has_only_the_cookie_may_not()
    {
        await using var context = await Lab.NewContextAsync();

        var without = await context.APIRequest.PostAsync("/api/console/links");
        var foreign = await context.APIRequest.PostAsync("/api/console/links", new APIRequestContextOptions { Headers = Origin("http://localhost:1") });
        var own = await context.APIRequest.PostAsync("/api/console/links", new APIRequestContextOptions { Headers = Origin(Lab.Origin) });

        (without.Status, foreign.Status, own.Status).ShouldBe((401, 403, 201));
    }

    [Fact]
    public async Task A_page_of_another_port_of_this_machine_changes_nothing()
    {
        // To a cookie, another port is the same site: only the Origin tells them apart.
        await using var context = await Lab.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.RouteAsync("http://localhost:9/", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = "<!doctype html><title>foreign</title>" }));
        await page.GotoAsync("http://localhost:9/");

        await page.EvaluateAsync(
            "address => fetch(address, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{\"reason\":\"foreign\"}' }).catch(() => {})", Lab.Origin + "/api/halt");

        (await (await context.APIRequest.GetAsync("/api/halt")).JsonAsync())!.Value.GetProperty("halted").GetBoolean().ShouldBeFalse();
    }

    private static Dictionary<string, string> Origin(string origin) => new() { ["Origin"] = origin };

    private static Task<int> FetchAsync(IPage page, string method, string path)
        => page.EvaluateAsync<int>("async ([method, path]) => (await fetch(path, { method })).status", (string[])[method, path]);

    private static Task<bool> IsSignedInAsync(IPage page)
        => page.EvaluateAsync<bool>("async () => (await (await fetch('/api/console/session')).json()).signedIn");
}
