using ChaosLab.Payment.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>A disk that refuses: nothing is acknowledged that is not durable, and nothing refused comes back.</summary>
public sealed class JournalFailureTests
{
    [Theory]
    [InlineData("write")]
    [InlineData("flush")]
    public async Task Refused_charge_leaves_no_trace_and_may_be_tried_again(string failing)
    {
        var disk = await Ledgers.DiskWithAsync("before");
        using var ledger = Ledgers.Open(disk);

        var once = true;
        disk.Fails = operation => operation == failing && Interlocked.Exchange(ref once, false);
        var e = await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.ChargeAsync("a"));
        e.Charged.ShouldBe(false);
        ledger.Find("a").ShouldBeNull();
        disk.Lines().Length.ShouldBe(1);

        (await ledger.ChargeAsync("a")).Result.ShouldBe(LedgerResult.Done);
        using var reopened = Ledgers.Open(disk);
        reopened.Find("a").ShouldNotBeNull();
    }

    [Fact]
    public async Task Charge_that_cannot_be_removed_is_neither_denied_nor_acknowledged_until_it_is()
    {
        var disk = await Ledgers.DiskWithAsync("before");
        using var ledger = Ledgers.Open(disk);

        disk.Fails = operation => operation is "flush" or "truncate";
        (await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.ChargeAsync("a"))).Charged.ShouldBeNull();
        await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.HoldsChargeAsync("a"));

        disk.Fails = _ => false;
        (await ledger.HoldsChargeAsync("a")).ShouldBeFalse();
        disk.Lines().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Full_disk_still_answers_what_is_durable()
    {
        var disk = await Ledgers.DiskWithAsync("a");
        using var ledger = Ledgers.Open(disk);
        disk.Fails = operation => operation == "write";

        (await ledger.ChargeAsync("a")).Result.ShouldBe(LedgerResult.Repeated);
        (await ledger.HoldsChargeAsync("a")).ShouldBeTrue();
        (await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.RefundAsync("a"))).Charged.ShouldBe(true, "its money is still taken");
        ledger.Find("a")!.Status.ShouldBe(EntryKind.Charged);
    }

    [Fact]
    public async Task Proof_that_the_disk_takes_writes_changes_nothing()
    {
        var disk = await Ledgers.DiskWithAsync("a");
        var before = disk.Content;
        using var ledger = Ledgers.Open(disk);

        await ledger.PostAsync(new LedgerRequest.Prove());
        disk.Content.ShouldBe(before);

        disk.Fails = operation => operation == "write";
        await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.PostAsync(new LedgerRequest.Prove()));
        disk.Content.ShouldBe(before);
    }

    [Fact]
    public async Task Closed_ledger_refuses()
    {
        var ledger = Ledgers.Open(new MemoryDisk());
        ledger.Dispose();
        (await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.ChargeAsync("a"))).Charged.ShouldBe(false);
    }
}
