using System.Collections.Concurrent;
using ChaosLab.Payment.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>Random charges, refunds, disk errors and power cuts: nothing is charged twice, nothing acknowledged is lost.</summary>
public sealed class LedgerInvariantsTests
{
    private const int Lives = 6;
    private const int Callers = 8;
    private const int CallsPerCaller = 40;
    private const int Keys = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Acknowledged_is_kept_and_charged_once_through_errors_and_power_cuts(int seed)
    {
        var random = new Random(seed);
        var seen = new ConcurrentBag<Charge>();
        var disk = new MemoryDisk();

        for (var life = 0; life < Lives; life++)
        {
            var ledger = Ledgers.Open(disk);
            CheckAgainst(ledger, seen, seed);

            var faults = new Random(random.Next());
            var powerCutAfter = faults.Next(5, 120);
            disk.Fails = _ => --powerCutAfter <= 0 || faults.Next(10) == 0;
            var callers = Enumerable.Range(0, Callers).Select(_ => new Random(random.Next())).ToArray();
            await Task.WhenAll(callers.Select(caller => Task.Run(() => CallAsync(ledger, caller, seen))));

            disk = disk.AfterPowerCut(random);
            ledger.Dispose();
        }

        using var last = Ledgers.Open(disk);
        CheckAgainst(last, seen, seed);
        disk.Lines().Select(line => JournalLine.Read(System.Text.Encoding.UTF8.GetBytes(line)))
            .GroupBy(entry => (entry.Key, entry.Kind)).ShouldAllBe(group => group.Count() == 1, $"seed {seed}");
    }

    private static async Task CallAsync(PaymentLedger ledger, Random random, ConcurrentBag<Charge> seen)
    {
        for (var i = 0; i < CallsPerCaller; i++)
        {
            var key = "key-" + random.Next(Keys);
            LedgerRequest request = random.Next(4) switch
            {
                0 => new LedgerRequest.GiveBack(key),
                1 => new LedgerRequest.Ask(key),
                _ => new LedgerRequest.TakeMoney(key, 5m, "ada", new(0.1, "default")),
            };

            try
            {
                if ((await ledger.PostAsync(request)).Charge is { } charge)
                    seen.Add(charge);
            }
            catch (LedgerUnavailableException)
            {
                // Not acknowledged; what it left, if anything, is judged with the rest.
            }
        }
    }

    // Whatever a caller was ever told of a key holds still, or led to what is there now.
    private static void CheckAgainst(PaymentLedger ledger, ConcurrentBag<Charge> seen, int seed)
    {
        foreach (var told in seen)
        {
            var now = ledger.Find(told.Key).ShouldNotBeNull($"seed {seed}: {told} is lost");
            now.PaymentId.ShouldBe(told.PaymentId, $"seed {seed}: {told.Key} was charged again");
            if (told.Status != EntryKind.Charged)
                now.ShouldBe(told, $"seed {seed}");
        }
    }
}
