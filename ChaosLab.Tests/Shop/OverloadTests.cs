using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Shop;

/// <summary>The checkout service alone, with room for one purchase, before a database that takes connections and answers nothing.</summary>
[Collection(Alone.Name)]
public sealed partial class OverloadTests
{
    private const int Customers = 12;

    [Fact]
    public async Task More_than_the_shop_can_handle_is_429_with_Retry_After()
    {
        using var frozen = new TcpListener(IPAddress.Loopback, 0);
        frozen.Start(Customers);
        await using var web = RunningProgram.Start(BuiltPrograms.Web, ["--urls", "http://127.0.0.1:0", "--contentRoot", Path.Combine(BuiltPrograms.Checkout, "ChaosLab.Web")], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__ordersdb"] = $"Host=127.0.0.1;Port={((IPEndPoint)frozen.LocalEndpoint).Port};Username=nobody;Password=none;Database=orders",
            ["ConnectionStrings__cache"] = "127.0.0.1:1",
            ["Web__MaxConcurrentCheckouts"] = "1",
            ["Web__MaxQueuedCheckouts"] = "0",
        });
        using var shop = new HttpClient { BaseAddress = await AddressOfAsync(web) };

        var answers = await Task.WhenAll(Enumerable.Range(0, Customers).Select(_ => shop.PostAsJsonAsync("/purchase", new { item = "book", amount = 9.99 })));

        // Whoever had the one place found the database frozen.
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable).ToArray();
        refused.ShouldNotBeEmpty();
        foreach (var answer in refused)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        using var page = await shop.GetAsync("/");
        page.StatusCode.ShouldBe(HttpStatusCode.OK, "browsing has no such limit");
    }

    private static async Task<Uri> AddressOfAsync(RunningProgram web)
        => new((await Eventually.BeAsync("the address it listens on", _ => Task.FromResult(Listening().Match(web.Output)), match => match.Success)).Groups[1].Value);

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
