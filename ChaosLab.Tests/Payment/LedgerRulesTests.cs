using ChaosLab.Payment.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>What charge, refund and void mean for a key.</summary>
public sealed class LedgerRulesTests
{
    [Fact]
    public async Task Repeated_charge_takes_no_more_money_and_gets_the_same_payment()
    {
        using var ledger = Ledgers.Open(new MemoryDisk());
        var first = await ledger.ChargeAsync("a");
        var again = await ledger.ChargeAsync("a");

        first.Result.ShouldBe(LedgerResult.Done);
        again.Result.ShouldBe(LedgerResult.Repeated);
        again.Charge.ShouldBe(first.Charge);
    }

    [Fact]
    public async Task Key_in_use_for_another_amount_or_customer_is_refused()
    {
        using var ledger = Ledgers.Open(new MemoryDisk());
        await ledger.ChargeAsync("a", amount: 1m, customer: "ada");

        (await ledger.ChargeAsync("a", amount: 2m, customer: "ada")).Result.ShouldBe(LedgerResult.Conflicting);
        (await ledger.ChargeAsync("a", amount: 1m, customer: "bob")).Result.ShouldBe(LedgerResult.Conflicting);
        (await ledger.ChargeAsync("a", amount: 1.00m, customer: "ada")).Result.ShouldBe(LedgerResult.Repeated);
    }

    [Fact]
    public async Task Refund_gives_back_once()
    {
        using var ledger = Ledgers.Open(new MemoryDisk());
        await ledger.ChargeAsync("a");
        var first = await ledger.RefundAsync("a");
        var again = await ledger.RefundAsync("a");

        first.Charge!.Status.ShouldBe(EntryKind.Refunded);
        first.Charge.RefundId.ShouldStartWith("ref_");
        again.ShouldBe(new(LedgerResult.Repeated, first.Charge));
    }

    [Fact]
    public async Task Charge_repeated_after_its_refund_gets_the_old_payment_and_takes_nothing()
    {
        var disk = new MemoryDisk();
        using var ledger = Ledgers.Open(disk);
        var paymentId = (await ledger.ChargeAsync("a")).Charge!.PaymentId;
        await ledger.RefundAsync("a");

        var again = await ledger.ChargeAsync("a");
        again.Result.ShouldBe(LedgerResult.Repeated);
        again.Charge!.PaymentId.ShouldBe(paymentId);
        disk.Lines().Length.ShouldBe(2);
    }

    [Fact]
    public async Task Refund_of_an_unknown_key_voids_it_for_good()
    {
        using var ledger = Ledgers.Open(new MemoryDisk());
        (await ledger.RefundAsync("a")).Charge!.Status.ShouldBe(EntryKind.Voided);
        (await ledger.RefundAsync("a")).Result.ShouldBe(LedgerResult.Repeated);
        (await ledger.ChargeAsync("a")).Result.ShouldBe(LedgerResult.Voided);
        (await ledger.HoldsChargeAsync("a")).ShouldBeFalse();
    }
}
