using System.Text;
using System.Text.Json;
using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

public sealed class PaymentBookTests
{
    private const string Ledger = """
        {"entries":[{"seq":1,"at":"2026-11-21T19:30:00Z","kind":"charged","key":"a","paymentId":"pay_1","amount":9.99,"customer":"Zoë {\"}]","fraud":{"score":0.1,"features":"live"},"crc":"01234567"},
        {"seq":2,"at":"2026-11-21T19:30:01Z","kind":"refunded","key":"a","refundId":"ref_1","crc":"01234567"},{"seq":3,"at":"2026-11-21T19:30:02Z","kind":"voided","key":"b","crc":"01234567"}]}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Every_entry_is_read_however_the_bytes_come(int piece)
        => (await ReadAsync(Ledger, piece)).ShouldBe(
        [
            new BookedEntry(BookedEntryKind.Charged, "a", "pay_1", 9.99m, "Zoë {\"}]"),
            new BookedEntry(BookedEntryKind.Refunded, "a"),
            new BookedEntry(BookedEntryKind.Voided, "b"),
        ]);

    [Fact]
    public async Task An_empty_ledger_has_no_entries() => (await ReadAsync("""{"entries":[]}""", 3)).ShouldBeEmpty();

    [Fact]
    public async Task A_ledger_longer_than_any_buffer_is_read()
    {
        var text = new StringBuilder("""{"entries":[""");
        for (var i = 0; i < 20_000; i++)
            text.Append(i == 0 ? "" : ",").Append($$"""{"kind":"charged","key":"order-{{i}}","paymentId":"pay_{{i}}","amount":1.00,"customer":"anna"}""");
        (await ReadAsync(text.Append("]}").ToString(), 4096)).Select(e => e.Key).ShouldBe(Enumerable.Range(0, 20_000).Select(i => $"order-{i}"));
    }

    [Fact]
    public async Task A_ledger_that_ends_in_the_middle_is_refused_wherever_it_ends()
    {
        for (var length = 0; length < Ledger.TrimEnd().Length; length++)
            await Should.ThrowAsync<JsonException>(() => ReadAsync(Ledger[..length], 1000), $"{length} characters");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"error":"no"}""")]
    [InlineData("""{"entries":[1]}""")]
    [InlineData("""{"entries":[{"kind":"stolen","key":"a"}]}""")]
    [InlineData("<html>")]
    public async Task What_is_no_ledger_is_refused(string text) => await Should.ThrowAsync<JsonException>(() => ReadAsync(text, 5));

    [Fact]
    public async Task An_entry_without_end_does_not_fill_the_memory()
        => (await Should.ThrowAsync<JsonException>(() => ReadAsync($$"""{"entries":[{"key":"{{new string('x', 1_000_000)}}"}]}""", 4096)))
            .Message.ShouldContain("longer than");

    private static async Task<List<BookedEntry>> ReadAsync(string text, int piece)
    {
        var entries = new List<BookedEntry>();
        await foreach (var entry in PaymentBook.ReadAsync(new Pieces(Encoding.UTF8.GetBytes(text), piece), CancellationToken.None)) entries.Add(entry);
        return entries;
    }
}
