using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

/// <summary>Correct worlds are right; one corruption of a correct world is found, named and placed, and nothing else is.</summary>
public sealed class LedgerPropertyTests
{
    private const int Worlds = 200;

    private static readonly Dictionary<string, (Func<LedgerReport, IReadOnlyList<LedgerAnomaly>> List, Func<World, Random, string> Corrupt)> Corruptions = new()
    {
        ["an order vanishes"] = (r => r.Lost, (world, random) => Spoil(world, random, PurchaseOutcome.Ok, (w, p, order) =>
        {
            w.Orders.Remove(order);
            w.Entries.RemoveAll(e => e.Key == order.Id);
        })),
        ["a charge vanishes"] = (r => r.Lost, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Entries.RemoveAll(e => e.Key == order.Id))),
        ["a charge is given back"] = (r => r.Lost, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Entries.Add(new(BookedEntryKind.Refunded, order.Id)))),
        ["an order is cancelled"] = (r => r.Lost, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Change(p, o => o with { Status = BookedOrderStatus.Cancelled }))),
        ["the charge of a paid order without an answer vanishes"] = (r => r.Lost, (world, random) => Spoil(world, random, PurchaseOutcome.Unknown,
            (w, p, order) => w.Entries.RemoveAll(e => e.Key == order.Id))),
        ["a charge is made twice"] = (r => r.Duplicated, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Entries.Add(new(BookedEntryKind.Charged, order.Id, "pay_twice", order.Amount, p.Customer)))),
        ["a refund is made twice"] = (r => r.Duplicated, (world, random) => SpoilReturned(world, random,
            (w, p, order) => w.Entries.Add(new(BookedEntryKind.Refunded, order.Id)))),
        ["an acknowledged return is forgotten"] = (r => r.Lost, (world, random) => SpoilReturned(world, random, (w, p, order) =>
        {
            w.Entries.RemoveAll(e => e.Key == order.Id && e.Kind == BookedEntryKind.Refunded);
            w.Change(p, o => o with { Status = BookedOrderStatus.Paid });
        })),
        ["the money of an acknowledged return never comes back"] = (r => r.Lost, (world, random) => SpoilReturned(world, random,
            (w, p, order) => w.Entries.RemoveAll(e => e.Key == order.Id && e.Kind == BookedEntryKind.Refunded))),
        ["an order is written twice"] = (r => r.Duplicated, (world, random) => Spoil(world, random, PurchaseOutcome.Unknown,
            (w, p, order) => w.Book(p.Key, p.Amount, BookedOrderStatus.Paid, charged: true))),
        ["a charge has another amount"] = (r => r.Phantom, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.ChangeCharge(p, c => c with { Amount = c.Amount + 0.01m }))),
        ["a refused purchase is charged"] = (r => r.Phantom, (world, random) =>
        {
            var refused = world.Purchases.Where(p => p.Outcome == PurchaseOutcome.Failed && world.Orders.All(o => o.Key != p.Key)).ToArray();
            var chosen = refused[random.Next(refused.Length)];
            world.Book(chosen.Key, chosen.Amount, BookedOrderStatus.Paid, charged: true);
            return chosen.Key;
        }),
        ["an order comes out of nowhere"] = (r => r.Phantom, (world, random) =>
        {
            world.Book(World.Prefix + "nowhere", 1m, BookedOrderStatus.Paid, charged: true);
            return World.Prefix + "nowhere";
        }),
        ["an order stays unsettled"] = (r => r.Stale, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Change(p, o => o with { Status = BookedOrderStatus.Unknown }))),
        ["an event stays in the outbox"] = (r => r.Stale, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Change(p, o => o with { UnsentEvents = 1 }))),
        ["analytics counts an order twice"] = (r => r.Duplicated, (world, random) => Spoil(world, random, PurchaseOutcome.Ok,
            (w, p, order) => w.Miscounted[order.Id] = new(2, 0))),
        ["analytics counts a refund that was never made"] = (r => r.Phantom, (world, random) => Spoil(world, random, PurchaseOutcome.Unknown,
            (w, p, order) => w.Miscounted[order.Id] = new(1, 1))),
        ["analytics misses an order"] = (r => r.Stale, (world, random) => Spoil(world, random, PurchaseOutcome.Unknown,
            (w, p, order) => w.Miscounted[order.Id] = CountedOrder.None)),
    };

    public static TheoryData<string> Names => [.. Corruptions.Keys];

    [Fact]
    public void A_correct_world_is_right()
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var report = World.Random(new Random(seed)).Check();
            report.Verdict.ShouldBe(LedgerVerdict.Right, $"seed {seed}: {string.Join("; ", All(report))}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_corruption_is_found_and_named(string corruption)
    {
        var (list, corrupt) = Corruptions[corruption];
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            var world = World.Random(random);
            var key = corrupt(world, random);

            var report = world.Check();

            report.Verdict.ShouldBe(LedgerVerdict.Wrong, $"seed {seed}");
            list(report).Select(a => a.Key).ShouldBe([key], $"seed {seed}");
            All(report).Count().ShouldBe(1, $"seed {seed}: {string.Join("; ", All(report))}");
        }
    }

    private static IEnumerable<LedgerAnomaly> All(LedgerReport report) => [.. report.Lost, .. report.Duplicated, .. report.Phantom, .. report.Stale];

    private static string Spoil(World world, Random random, PurchaseOutcome outcome, Action<World, Purchase, BookedOrder> spoil)
        => Spoil(world, random, BookedOrderStatus.Paid, (purchase, _) => purchase.Outcome == outcome, spoil);

    private static string SpoilReturned(World world, Random random, Action<World, Purchase, BookedOrder> spoil)
        => Spoil(world, random, BookedOrderStatus.Refunded, (_, order) => world.Returns.Contains(new ReturnAttempt(order.Id, Acknowledged: true)), spoil);

    private static string Spoil(
        World world, Random random, BookedOrderStatus status, Func<Purchase, BookedOrder, bool> isMeant, Action<World, Purchase, BookedOrder> spoil)
    {
        var orders = world.Orders.Where(o => o.Status == status).ToDictionary(o => o.Key);
        var candidates = world.Purchases.Where(p => orders.TryGetValue(p.Key, out var order) && isMeant(p, order)).ToArray();
        var chosen = candidates[random.Next(candidates.Length)];
        spoil(world, chosen, orders[chosen.Key]);
        return chosen.Key;
    }
}
