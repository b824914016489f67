using System.Buffers;
using System.Text.Json;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>
/// Writes the history as Jepsen operations in JSON, for <c>elle-cli --model set-full history.json</c> (or <c>--model set</c>;
/// github.com/ligurio/elle-cli, checkers of jepsen.checker).
/// </summary>
/// <remarks>
/// <para>
/// A purchase is an <c>add</c> of its number in the history, from 0: <c>invoke</c> when it was sent, then <c>ok</c>, <c>fail</c>
/// or <c>info</c>. One <c>read</c> at the end holds each number once for each charge of a purchase whose order is paid or was given
/// back; so a checker that knows nothing of this lab finds what is lost (acknowledged, not read), duplicated (read twice) and, with
/// <c>set</c>, phantom: what nobody bought is read as -1, -2, …. Amounts and states it cannot see.
/// </para>
/// <para>
/// Every purchase is a process of its own, since an indeterminate operation ends its process. <c>time</c> is in ns from the first
/// purchase; <c>index</c> counts from 0. The members <c>key</c> and <c>status</c> are for people; checkers pass them over.
/// </para>
/// </remarks>
internal static class HistoryExport
{
    /// <summary>Writes the file, over one that is there.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="purchases">The client's history.</param>
    /// <param name="books">What the shop says; null when it could not be read, and then there is no read at the end.</param>
    /// <param name="ct">Ends the writing.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync(string file, IReadOnlyList<Purchase> purchases, ShopBooks? books, CancellationToken ct)
    {
        await using var output = File.Create(file);
        await output.WriteAsync("["u8.ToArray(), ct);
        var line = new ArrayBufferWriter<byte>();
        var index = 0;
        foreach (var operation in Operations(purchases, books))
        {
            line.Clear();
            line.Write(index == 0 ? "\n"u8 : ",\n"u8);
            using (var json = new Utf8JsonWriter(line)) Write(json, operation, index++);
            await output.WriteAsync(line.WrittenMemory, ct);
        }

        await output.WriteAsync("\n]\n"u8.ToArray(), ct);
    }

    /// <summary>The operations in the order of their times; at equal times what began comes first.</summary>
    private static List<Operation> Operations(IReadOnlyList<Purchase> purchases, ShopBooks? books)
    {
        var origin = purchases.Count == 0 ? default : purchases.Min(p => p.InvokedAt);
        var operations = new List<Operation>(purchases.Count * 2);
        for (var number = 0; number < purchases.Count; number++)
        {
            var purchase = purchases[number];
            operations.Add(new("invoke", "add", number, number, Nanoseconds(purchase.InvokedAt), purchase));
            if (purchase.CompletedAt is not { } completed) continue;

            var type = purchase.Outcome switch { PurchaseOutcome.Ok => "ok", PurchaseOutcome.Failed => "fail", _ => "info" };
            operations.Add(new(type, "add", number, number, Nanoseconds(completed < purchase.InvokedAt ? purchase.InvokedAt : completed), purchase));
        }

        operations.Sort((a, b) => (a.Time, a.Type != "invoke", a.Process).CompareTo((b.Time, b.Type != "invoke", b.Process)));

        if (books is null) return operations;

        var end = operations.Count == 0 ? 0 : operations[^1].Time;
        operations.Add(new("invoke", "read", purchases.Count, null, end + 1, null));
        operations.Add(new("ok", "read", purchases.Count, OnTheBooks(purchases, books), end + 2, null));
        return operations;

        long Nanoseconds(DateTimeOffset at) => (at - origin).Ticks * TimeSpan.NanosecondsPerTick;
    }

    private static long[] OnTheBooks(IReadOnlyList<Purchase> purchases, ShopBooks books)
    {
        var numbers = purchases.Index().ToDictionary(p => p.Item.Key, p => (long)p.Index, StringComparer.Ordinal);
        var charges = books.Entries.ToLookup(e => e.Key, StringComparer.OrdinalIgnoreCase);
        var unbought = 0L;
        return
        [
            .. from order in books.Orders
               where order.Status is BookedOrderStatus.Paid or BookedOrderStatus.Refunding or BookedOrderStatus.Refunded
               let number = numbers.TryGetValue(order.Key, out var known) ? known : --unbought
               from charge in charges[order.Id]
               where charge.Kind == BookedEntryKind.Charged
               select number,
        ];
    }

    private static void Write(Utf8JsonWriter json, Operation operation, int index)
    {
        json.WriteStartObject();
        json.WriteString("type", operation.Type);
        json.WriteString("f", operation.Function);
        json.WritePropertyName("value");
        JsonSerializer.Serialize(json, operation.Value);
        json.WriteNumber("process", operation.Process);
        json.WriteNumber("time", operation.Time);
        json.WriteNumber("index", index);
        if (operation.Purchase is { } purchase)
        {
            json.WriteString("key", purchase.Key);
            if (purchase.Status is { } status) json.WriteNumber("status", status);
        }

        json.WriteEndObject();
    }

    private sealed record Operation(string Type, string Function, int Process, object? Value, long Time, Purchase? Purchase);
}
