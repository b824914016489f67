using System.Net;
using System.Net.Sockets;
using ChaosLab.ChaosController.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

public sealed class ServiceBooksTests : IAsyncLifetime
{
    private const string Order = "0199f000-0000-7000-8000-000000000001";
    private const string Nothing = """{"end":{"since":null,"upTo":null}}""" + "\n";

    private readonly WebApplication _shop;
    private readonly ServiceBooks _books;
    private string _ledger = """{"entries":[]}""";
    private string _counted = Nothing;
    private int _status = 200;

    public ServiceBooksTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _shop = builder.Build();
        _shop.MapGet("/ledger", () => Results.Text(_ledger, "application/json", statusCode: _status));
        _shop.MapGet("/orders/counted", () => Results.Text(_counted, "application/x-ndjson", statusCode: _status));
        _books = new ServiceBooks((_, _) => Task.FromResult<Uri?>(new Uri(_shop.Urls.Single())));
    }

    public async ValueTask InitializeAsync() => await _shop.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _books.Dispose();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task Only_the_run_s_entries_are_kept()
    {
        _ledger = $$"""
            {"entries":[{"kind":"charged","key":"{{Order}}","paymentId":"pay_1","amount":1.5,"customer":"anna"},
            {"kind":"charged","key":"other","paymentId":"pay_2","amount":1,"customer":"anna"},
            {"kind":"charged","key":"ghost","paymentId":"pay_3","amount":1,"customer":"{{World.Prefix}}bert"},
            {"kind":"refunded","key":"{{Order}}"}]}
            """;
        (await _books.EntriesAsync([Order], World.Prefix, 10, CancellationToken.None)).Select(e => (e.Kind, e.Key)).ShouldBe(
            [(BookedEntryKind.Charged, Order), (BookedEntryKind.Charged, "ghost"), (BookedEntryKind.Refunded, Order)]);
    }

    [Fact]
    public async Task More_entries_than_allowed_are_refused()
    {
        _ledger = $$"""{"entries":[{"kind":"voided","key":"{{Order}}"},{"kind":"voided","key":"{{Order}}"}]}""";
        (await FailureAsync(() => _books.EntriesAsync([Order], World.Prefix, 1, CancellationToken.None))).ShouldContain("more than 1 entries");
    }

    [Fact]
    public async Task Analytics_tells_what_it_has_counted_of_the_run_s_orders()
    {
        (await CountedAsync()).ById.ShouldBeEmpty();
        _counted = $$$"""
            {"id":"{{{Order}}}","placed":2,"refunds":1}
            {"id":"{{{Guid.NewGuid()}}}","placed":1,"refunds":0}
            {"end":{"since":"2026-11-21T19:30:00Z","upTo":"2026-11-21T19:30:00.123456Z"}}

            """;

        var counted = await CountedAsync();

        counted.ById.Keys.ShouldBe([Order]);
        counted.Of(Order.ToUpperInvariant()).ShouldBe(new CountedOrder(2, 1));
        (counted.Since, counted.UpTo).ShouldBe((World.Start, World.Start.AddTicks(1_234_560)));
    }

    [Fact]
    public async Task An_error_is_told_with_its_status()
    {
        _status = 503;
        (await LedgerFailureAsync()).ShouldBe(
            "Payment's ledger cannot be read: 'payment' answered 503 to GET /ledger. See its log (./lab logs payment).");
        (await FailureAsync(() => CountedAsync())).ShouldContain("'analytics' answered 503 to GET /orders/counted");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"entries":[{"kind":"charged",""")]
    public async Task What_is_no_ledger_is_told(string ledger)
    {
        _ledger = ledger;
        (await LedgerFailureAsync()).ShouldStartWith("Payment's ledger cannot be read: what 'payment' answered to GET /ledger is not what it should be");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null\n")]
    [InlineData("""{"lastEventAt":"2026-11-21T19:30:00Z"}""")]
    public async Task What_is_no_count_is_told(string counted)
    {
        _counted = counted;
        (await FailureAsync(() => CountedAsync())).ShouldStartWith("What analytics has counted cannot be read: ");
    }

    [Fact]
    public async Task A_service_that_is_away_is_told()
    {
        await _shop.StopAsync();
        (await LedgerFailureAsync()).ShouldMatch(@"^Payment's ledger cannot be read: 'payment' does not answer: .*[^.]\. See that it runs \(\./lab status\)\.$");
    }

    [Fact]
    public async Task A_resource_without_an_address_is_told()
    {
        using var books = new ServiceBooks((_, _) => Task.FromResult<Uri?>(null));
        (await FailureAsync(() => CountedAsync(books)))
            .ShouldBe("What analytics has counted cannot be read: 'analytics' has no address. See that it runs (./lab status).");
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_told_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var books = new ServiceBooks((_, _) => Task.FromResult<Uri?>(new Uri($"http://{silent.LocalEndpoint}")));
        (await FailureAsync(() => CountedAsync(books))).ShouldContain("did not answer within 10 s");
    }

    private Task<CountedOrders> CountedAsync(ServiceBooks? books = null)
        => (books ?? _books).CountedAsync(new HashSet<Guid> { Guid.Parse(Order) }, CancellationToken.None);

    private Task<string> LedgerFailureAsync() => FailureAsync(() => _books.EntriesAsync([Order], World.Prefix, 10, CancellationToken.None));

    private static async Task<string> FailureAsync(Func<Task> read) => (await Should.ThrowAsync<BookUnreadableException>(read)).Message;
}
