using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.Tests.Ledger;

/// <summary>Purchases and the books that go with them; what it makes is right until a test spoils it.</summary>
internal sealed class World
{
    public const string Prefix = "run-1-";

    public static readonly DateTimeOffset Start = new(2026, 11, 21, 19, 30, 0, TimeSpan.Zero);

    private int _count;

    public List<Purchase> Purchases { get; } = [];

    public List<ReturnAttempt> Returns { get; } = [];

    public List<BookedOrder> Orders { get; } = [];

    public List<BookedEntry> Entries { get; } = [];

    /// <summary>What analytics has counted of some orders other than it should have; by their ids.</summary>
    public Dictionary<string, CountedOrder> Miscounted { get; } = [];

    public DateTimeOffset? CountedSince { get; set; } = Start.AddMinutes(-1);

    public DateTimeOffset? CountedUpTo { get; set; } = Start.AddMinutes(1);

    public ShopBooks Books => new([.. Orders], [.. Entries], new CountedOrders(Counted(), CountedSince, CountedUpTo));

    public LedgerReport Check(bool stillBuying = false) => LedgerChecker.Check(Purchases, Returns, Books, stillBuying);

    /// <summary>An acknowledged purchase, right in all books.</summary>
    public Purchase Bought(decimal amount = 9.99m)
    {
        var (order, payment) = (Guid.CreateVersion7().ToString(), "pay_" + Guid.NewGuid().ToString("N"));
        var purchase = Sent(PurchaseOutcome.Ok, amount) with { OrderId = order, PaymentId = payment, Status = 200 };
        Purchases.Add(purchase);
        Book(purchase.Key, amount, BookedOrderStatus.Paid, order, payment, charged: true);
        return purchase;
    }

    /// <summary>A purchase that was refused; with an order in a given state, or with none.</summary>
    public Purchase Refused(BookedOrderStatus? status = null, bool charged = false, bool refunded = false)
        => NotBought(PurchaseOutcome.Failed, status, charged, refunded);

    /// <summary>A purchase without an answer; with an order in a given state, or with none.</summary>
    public Purchase Unanswered(BookedOrderStatus? status = null, bool charged = false, bool refunded = false)
        => NotBought(PurchaseOutcome.Unknown, status, charged, refunded);

    /// <summary>An acknowledged purchase that was given back.</summary>
    public Purchase GivenBack(bool acknowledged)
    {
        var purchase = Bought();
        Returns.Add(new ReturnAttempt(purchase.OrderId!, acknowledged));
        Change(purchase, order => order with { Status = BookedOrderStatus.Refunded });
        Entries.Add(new BookedEntry(BookedEntryKind.Refunded, purchase.OrderId!));
        return purchase;
    }

    /// <summary>Writes an order, and its charge, into the books.</summary>
    public string Book(
        string key, decimal amount, BookedOrderStatus status, string? id = null, string? payment = null, bool charged = false, bool refunded = false)
    {
        id ??= Guid.CreateVersion7().ToString();
        payment ??= "pay_" + Guid.NewGuid().ToString("N");
        var isPaid = status is BookedOrderStatus.Paid or BookedOrderStatus.Refunding or BookedOrderStatus.Refunded;
        var at = Start.AddMilliseconds(10 * _count);
        Orders.Add(new BookedOrder(id, key, amount, status, isPaid ? payment : null, CreatedAt: at, UpdatedAt: at.AddMilliseconds(20)));
        if (charged) Entries.Add(new BookedEntry(BookedEntryKind.Charged, id, payment, amount, "anna"));
        if (refunded) Entries.Add(new BookedEntry(BookedEntryKind.Refunded, id));
        if (!charged && status == BookedOrderStatus.Cancelled) Entries.Add(new BookedEntry(BookedEntryKind.Voided, id));
        return id;
    }

    public void Change(Purchase purchase, Func<BookedOrder, BookedOrder> change)
    {
        var index = Orders.FindIndex(o => o.Key == purchase.Key);
        Orders[index] = change(Orders[index]);
    }

    public void ChangeCharge(Purchase purchase, Func<BookedEntry, BookedEntry> change)
    {
        var index = Entries.FindIndex(e => e.Key == OrderOf(purchase) && e.Kind == BookedEntryKind.Charged);
        Entries[index] = change(Entries[index]);
    }

    public string OrderOf(Purchase purchase) => Orders.Single(o => o.Key == purchase.Key).Id;

    /// <summary>Some hundred purchases of every kind a healthy shop makes of them, after its reconciler is through.</summary>
    public static World Random(Random random)
    {
        var world = new World();
        for (var i = random.Next(20, 200); i > 0; i--)
        {
            _ = random.Next(10) switch
            {
                0 => world.Refused(),
                1 => world.Refused(BookedOrderStatus.Failed),
                2 => world.Refused(BookedOrderStatus.Cancelled, charged: true, refunded: true),
                3 => world.Unanswered(),
                4 => world.Unanswered(BookedOrderStatus.Paid, charged: true),
                5 => world.Unanswered(BookedOrderStatus.Cancelled),
                6 => world.GivenBack(acknowledged: random.Next(2) == 0),
                _ => world.Bought(random.Next(1, 100_000) / 100m),
            };
        }

        // Whatever the dice say, there is one of each that a corruption needs.
        world.Bought();
        world.Refused();
        world.Unanswered(BookedOrderStatus.Paid, charged: true);
        world.GivenBack(acknowledged: true);
        return world;
    }

    private Dictionary<string, CountedOrder> Counted() => Orders
        .Select(o => (o.Id, Count: Miscounted.GetValueOrDefault(o.Id) ?? o.Status switch
        {
            BookedOrderStatus.Paid or BookedOrderStatus.Refunding => new(1, 0),
            BookedOrderStatus.Refunded => new(1, 1),
            _ => CountedOrder.None,
        }))
        .ToDictionary(o => o.Id, o => o.Count, StringComparer.OrdinalIgnoreCase);

    private Purchase NotBought(PurchaseOutcome outcome, BookedOrderStatus? status, bool charged, bool refunded)
    {
        var purchase = Sent(outcome, 9.99m) with { Status = outcome == PurchaseOutcome.Failed ? 502 : null };
        Purchases.Add(purchase);
        if (status is { } known) Book(purchase.Key, purchase.Amount, known, charged: charged, refunded: refunded);
        return purchase;
    }

    private Purchase Sent(PurchaseOutcome outcome, decimal amount)
    {
        var at = Start.AddMilliseconds(10 * _count);
        return new Purchase($"{Prefix}{_count++}", "anna", "book", amount, at, at.AddMilliseconds(25), outcome, null, null, null);
    }
}
