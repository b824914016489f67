using System.Net;
using System.Net.Sockets;
using ChaosLab.ChaosController.Ledger;
using Microsoft.Extensions.Configuration;
using ChaosLab.ChaosController.Bridge;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

/// <summary>A book that cannot be read says which it is, why, and what to do.</summary>
public sealed class BooksReaderTests
{
    [Fact]
    public async Task Without_a_database_it_says_what_sets_it()
    {
        using var bridge = new BridgeClient(new Uri("http://127.0.0.1:1"), "no token at all");
        using var reader = BooksReader.Of(new ConfigurationBuilder().Build(), bridge);
        (await FailureAsync(reader)).ShouldBe(
            "The orders in Postgres cannot be read: ConnectionStrings:ordersdb is not set. The AppHost sets it; start the lab with ./lab up.");
    }

    [Fact]
    public async Task A_database_that_is_away_is_named()
    {
        using var reader = new BooksReader($"Host=127.0.0.1;Port={FreePort()};Username=u;Password=p;Database=ordersdb", (_, _) => Task.FromResult<Uri?>(null));
        var failure = await FailureAsync(reader);
        failure.ShouldStartWith("The orders in Postgres cannot be read: ");
        failure.ShouldEndWith("See that postgres runs (./lab status).");
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_a_book_that_cannot_be_read()
    {
        using var reader = new BooksReader("Nonsense=1", (_, _) => Task.FromResult<Uri?>(null));
        (await FailureAsync(reader)).ShouldStartWith("The orders in Postgres cannot be read: ");
    }

    [Fact]
    public async Task A_run_has_a_prefix()
    {
        using var reader = new BooksReader("Host=127.0.0.1", (_, _) => Task.FromResult<Uri?>(null));
        await Should.ThrowAsync<ArgumentException>(() => reader.ReadAsync("", CancellationToken.None));
    }

    private static async Task<string> FailureAsync(BooksReader reader)
        => (await Should.ThrowAsync<BookUnreadableException>(() => reader.ReadAsync(World.Prefix, CancellationToken.None))).Message;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
