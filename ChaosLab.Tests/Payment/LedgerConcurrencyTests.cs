using ChaosLab.Payment.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>Many callers at once.</summary>
public sealed class LedgerConcurrencyTests
{
    [Fact]
    public async Task Concurrent_charges_of_one_key_are_one_charge_with_one_payment_id()
    {
        var disk = new MemoryDisk();
        using var ledger = Ledgers.Open(disk);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => ledger.ChargeAsync("a"))));

        answers.Select(answer => answer.Charge!.PaymentId).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => answer.Result == LedgerResult.Done).ShouldBe(1);
        disk.Lines().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Concurrent_charges_share_a_flush()
    {
        var disk = new MemoryDisk();
        using var release = new ManualResetEventSlim();
        using var flushing = new ManualResetEventSlim();
        using var ledger = Ledgers.Open(disk);
        disk.Fails = operation =>
        {
            if (operation != "flush")
                return false;
            flushing.Set();
            release.Wait();
            return false;
        };

        var first = ledger.ChargeAsync("first");
        flushing.Wait();
        var others = Enumerable.Range(0, 100).Select(i => ledger.ChargeAsync("k" + i)).ToArray();
        first.IsCompleted.ShouldBeFalse("it is not durable yet");
        ledger.Find("first").ShouldBeNull("what is not durable is not visible");
        release.Set();

        await first;
        await Task.WhenAll(others);
        disk.Flushes.ShouldBe(2);
        disk.Lines().Length.ShouldBe(101);
    }

    [Fact]
    public async Task Charge_and_refund_of_one_key_at_once_end_in_one_of_the_two_possible_orders()
    {
        for (var i = 0; i < 100; i++)
        {
            using var ledger = Ledgers.Open(new MemoryDisk());
            var charge = Task.Run(() => ledger.ChargeAsync("a"));
            var refund = Task.Run(() => ledger.RefundAsync("a"));
            await Task.WhenAll(charge, refund);

            var expected = (await charge).Result == LedgerResult.Done ? EntryKind.Refunded : EntryKind.Voided;
            (await refund).Charge!.Status.ShouldBe(expected);
            ledger.Find("a")!.Status.ShouldBe(expected);
        }
    }
}
