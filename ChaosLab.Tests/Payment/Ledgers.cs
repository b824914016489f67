using System.Text;
using ChaosLab.Payment.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChaosLab.Tests.Payment;

/// <summary>Ledgers for tests.</summary>
internal static class Ledgers
{
    public static PaymentLedger Open(IDurableFile file) => new(
        file, new Support.ManualClock(), new LedgerState(NullLogger<LedgerState>.Instance), NullLogger<PaymentLedger>.Instance);

    public static Task<LedgerAnswer> ChargeAsync(this PaymentLedger ledger, string key, decimal amount = 9.99m, string customer = "ada") =>
        ledger.PostAsync(new LedgerRequest.TakeMoney(key, amount, customer, new(0.1, "default")));

    public static Task<LedgerAnswer> RefundAsync(this PaymentLedger ledger, string key) =>
        ledger.PostAsync(new LedgerRequest.GiveBack(key));

    /// <summary>A disk with one charge per key.</summary>
    public static async Task<MemoryDisk> DiskWithAsync(params string[] keys)
    {
        var disk = new MemoryDisk();
        using var ledger = Open(disk);
        foreach (var key in keys)
            await ledger.ChargeAsync(key);
        return disk;
    }

    public static string[] Lines(this MemoryDisk disk) =>
        Encoding.UTF8.GetString(disk.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
