using System.Text.Json;
using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

/// <summary>The file has the shape that elle-cli reads for its models set and set-full.</summary>
public sealed class HistoryExportTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"history-{Guid.NewGuid():N}.json");
    private readonly World _world = new();

    [Fact]
    public async Task A_purchase_is_an_add_and_the_books_are_one_read()
    {
        _world.Bought();
        _world.Refused();
        _world.Unanswered(BookedOrderStatus.Paid, charged: true);
        _world.GivenBack(acknowledged: true);

        var operations = await ExportAsync();

        operations.Select(o => (Text(o, "type"), Text(o, "f"), o.GetProperty("value").ToString())).ShouldBe(
        [
            ("invoke", "add", "0"), ("invoke", "add", "1"), ("invoke", "add", "2"), ("ok", "add", "0"),
            ("invoke", "add", "3"), ("fail", "add", "1"), ("info", "add", "2"), ("ok", "add", "3"),
            ("invoke", "read", ""), ("ok", "read", "[0,2,3]"),
        ]);
        operations[0].GetProperty("key").GetString().ShouldBe(World.Prefix + "0");
    }

    [Fact]
    public async Task Indices_are_dense_times_never_fall_and_each_process_does_one_thing_at_a_time()
    {
        var random = new Random(7);
        foreach (var purchase in World.Random(random).Purchases)
        {
            _world.Purchases.Add(purchase with
            {
                InvokedAt = World.Start.AddMilliseconds(random.Next(1000)),
                CompletedAt = random.Next(10) == 0 ? null : World.Start.AddMilliseconds(random.Next(2000)),
            });
        }

        var operations = await ExportAsync();

        operations.Select(o => o.GetProperty("index").GetInt32()).ShouldBe(Enumerable.Range(0, operations.Length));
        var times = operations.Select(o => o.GetProperty("time").GetInt64()).ToArray();
        times.ShouldBe(times.Order());
        times[0].ShouldBe(0);
        foreach (var process in operations.GroupBy(o => o.GetProperty("process").GetInt32()))
        {
            Text(process.First(), "type").ShouldBe("invoke");
            process.Count().ShouldBeLessThanOrEqualTo(2);
            process.Skip(1).ShouldAllBe(o => Text(o, "type") != "invoke");
        }
    }

    [Fact]
    public async Task What_is_wrong_shows_in_the_read()
    {
        var twice = _world.Bought();
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Charged, twice.OrderId!, "pay_second", twice.Amount, "anna"));
        var lost = _world.Bought();
        _world.Entries.RemoveAll(e => e.Key == lost.OrderId);
        _world.Book(World.Prefix + "ghost", 1m, BookedOrderStatus.Paid, charged: true);

        (await ExportAsync())[^1].GetProperty("value").ToString().ShouldBe("[0,0,-1]");
    }

    [Fact]
    public async Task Nothing_bought_is_a_history_with_one_read()
        => (await ExportAsync()).Select(o => Text(o, "f")).ShouldBe(["read", "read"]);

    [Fact]
    public async Task Without_books_there_is_no_read()
    {
        _world.Bought();
        await HistoryExport.WriteAsync(_file, _world.Purchases, books: null, CancellationToken.None);
        JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(_file))!.Select(o => Text(o, "f")).ShouldBe(["add", "add"]);
    }

    public void Dispose() => File.Delete(_file);

    private static string? Text(JsonElement operation, string member) => operation.GetProperty(member).GetString();

    private async Task<JsonElement[]> ExportAsync()
    {
        await HistoryExport.WriteAsync(_file, _world.Purchases, _world.Books, CancellationToken.None);
        return JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(_file))!;
    }
}
