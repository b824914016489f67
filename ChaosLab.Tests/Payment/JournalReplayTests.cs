using System.Text;
using ChaosLab.Payment.Ledger;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>What a ledger makes of the file it finds.</summary>
public sealed class JournalReplayTests
{
    [Fact]
    public async Task Everything_acknowledged_is_there_after_a_restart()
    {
        var disk = new MemoryDisk();
        Charge? refunded, charged, voided;
        using (var ledger = Ledgers.Open(disk))
        {
            await ledger.ChargeAsync("refunded", customer: "Zoë \"7\"\n, {");
            refunded = (await ledger.RefundAsync("refunded")).Charge;
            charged = (await ledger.ChargeAsync("charged")).Charge;
            voided = (await ledger.RefundAsync("voided")).Charge;
        }

        using var reopened = Ledgers.Open(disk);
        reopened.Find("refunded").ShouldBe(refunded);
        reopened.Find("charged").ShouldBe(charged);
        reopened.Find("voided").ShouldBe(voided);
        (await reopened.ChargeAsync("next")).Result.ShouldBe(LedgerResult.Done);
        disk.Lines().Length.ShouldBe(5);
    }

    [Fact]
    public async Task Unfinished_last_line_is_cut_off_wherever_it_broke()
    {
        var whole = (await Ledgers.DiskWithAsync("a", "b")).Content;
        var endOfFirst = Array.IndexOf(whole, (byte)'\n') + 1;

        for (var length = endOfFirst; length < whole.Length; length++)
        {
            var disk = new MemoryDisk(whole[..length]);
            using var ledger = Ledgers.Open(disk);
            ledger.Find("a").ShouldNotBeNull();
            ledger.Find("b").ShouldBeNull();
            disk.Length.ShouldBe(endOfFirst);
        }
    }

    [Fact]
    public async Task Any_changed_byte_of_a_finished_line_stops_the_start_and_changes_nothing()
    {
        var whole = (await Ledgers.DiskWithAsync("a", "b", "c")).Content;
        var start = Array.IndexOf(whole, (byte)'\n') + 1;
        var end = Array.IndexOf(whole, (byte)'\n', start);

        for (var at = start; at < end; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 1;
            var disk = new MemoryDisk(damaged);
            var e = Should.Throw<LedgerException>(() => Ledgers.Open(disk));
            e.Message.ShouldContain("ledger.jsonl");
            e.Message.ShouldContain("line 2");
            disk.Content.ShouldBe(damaged);
        }
    }

    [Fact]
    public async Task Damaged_last_line_that_was_finished_stops_the_start()
    {
        var whole = (await Ledgers.DiskWithAsync("a", "b")).Content;
        whole[^10] ^= 1;
        Should.Throw<LedgerException>(() => Ledgers.Open(new MemoryDisk(whole))).Message.ShouldContain("line 2");
    }

    [Theory]
    [InlineData("1,3", "line 2")]
    [InlineData("1,2,2", "line 3")]
    [InlineData("2,1", "line 1")]
    public async Task Missing_repeated_or_swapped_lines_stop_the_start(string order, string where)
    {
        var lines = (await Ledgers.DiskWithAsync("a", "b", "c")).Lines();
        var content = string.Concat(order.Split(',').Select(number => lines[int.Parse(number) - 1] + "\n"));
        Should.Throw<LedgerException>(() => Ledgers.Open(new MemoryDisk(Encoding.UTF8.GetBytes(content)))).Message.ShouldContain(where);
    }

    [Fact]
    public void History_that_no_ledger_writes_stops_the_start()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        JournalLine.Write(output, new(1, ManualClock.Start, EntryKind.Refunded, "a", RefundId: "ref_1"));
        Should.Throw<LedgerException>(() => Ledgers.Open(new MemoryDisk(output.WrittenSpan.ToArray()))).Message.ShouldContain("line 1");
    }

    [Fact]
    public async Task Files_larger_than_the_read_buffer_are_replayed()
    {
        var disk = new MemoryDisk();
        using (var ledger = Ledgers.Open(disk))
        {
            await ledger.ChargeAsync("long", customer: new string('x', 600_000));
            await Task.WhenAll(Enumerable.Range(0, 3000).Select(i => ledger.ChargeAsync("k" + i)));
        }

        using var reopened = Ledgers.Open(disk);
        reopened.Find("long")!.Customer!.Length.ShouldBe(600_000);
        Enumerable.Range(0, 3000).ShouldAllBe(i => reopened.Find("k" + i) != null);
    }
}
