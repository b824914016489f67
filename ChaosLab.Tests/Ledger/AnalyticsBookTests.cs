using System.Text;
using System.Text.Json;
using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

public sealed class AnalyticsBookTests
{
    private const string A = "0199bbbb-0000-7000-8000-00000000000a";
    private const string B = "0199bbbb-0000-7000-8000-00000000000b";

    private const string Book = $$$"""
        {"id":"{{{A}}}","placed":1,"refunds":0}
        {"id":"{{{B}}}","placed":1,"refunds":2}
        {"id":"0199bbbb-0000-7000-8000-00000000000c","placed":1,"refunds":0}
        {"end":{"since":"2026-11-21T19:30:00+00:00","upTo":"2026-11-21T19:31:00.123456+00:00"}}

        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task The_wanted_orders_are_read_however_the_bytes_come(int piece)
    {
        var counted = await ReadAsync(Book, piece);

        counted.ById.OrderBy(o => o.Key).Select(o => (o.Key, o.Value)).ShouldBe([(A, new CountedOrder(1, 0)), (B, new CountedOrder(1, 2))]);
        (counted.Since, counted.UpTo).ShouldBe((World.Start, World.Start.AddMinutes(1).AddTicks(1_234_560)));
    }

    [Fact]
    public async Task An_answer_that_ends_in_the_middle_is_refused_wherever_it_ends()
    {
        for (var length = 0; length < Book.Length; length++)
            await Should.ThrowAsync<JsonException>(() => ReadAsync(Book[..length], 1000), $"{length} characters");
    }

    [Theory]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("\n")]
    [InlineData("{\"error\":\"no\"}\n")]
    [InlineData("{\"id\":\"1\",\"placed\":1}\n")]
    [InlineData("{\"end\":{}}\n{\"end\":{}}\n")]
    [InlineData("<html>\n")]
    public async Task What_is_no_such_answer_is_refused(string text) => await Should.ThrowAsync<JsonException>(() => ReadAsync(text, 5));

    [Fact]
    public async Task A_line_without_end_does_not_fill_the_memory()
        => (await Should.ThrowAsync<JsonException>(() => ReadAsync(new string(' ', 1_000_000), 4096))).Message.ShouldContain("longer than");

    private static Task<CountedOrders> ReadAsync(string text, int piece)
        => AnalyticsBook.ReadAsync(
            new Pieces(Encoding.UTF8.GetBytes(text), piece), new HashSet<Guid> { Guid.Parse(A), Guid.Parse(B) }, CancellationToken.None);
}
