using System.Globalization;
using System.Text;
using System.Text.Json;
using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>
/// Customers of the shop. What they do follows from the seed; names and keys are the run's own, so that no run meets
/// another one's orders.
/// </summary>
internal sealed class ShopTraffic : ITraffic
{
    private const int Browse = 0, Search = 1, Purchase = 2, Return = 3;
    private const int Customers = 20, MaxQuantity = 3;
    private const int PurchaseForms = Customers * MaxQuantity;

    // An order that waits to be returned costs memory; those beyond are never returned.
    private const int MaxReturnable = 10_000;

    private readonly Mix _mix;
    private readonly Random _random;
    private readonly IPurchaseLog _purchases;
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private readonly string _host;
    private readonly byte[] _browse;
    private readonly byte[][] _searches;
    private readonly byte[][] _orders;
    private readonly List<string> _returnable = [];
    private readonly Lock _returnGate = new();
    private readonly Dictionary<string, bool> _returned = [];
    private int _bought;

    public ShopTraffic(Uri gateway, IReadOnlyDictionary<string, double> mix, int seed, IPurchaseLog purchases)
    {
        _mix = new Mix(mix);
        // Another sequence than that of the arrivals, from the same seed.
        _random = new Random(seed ^ 0x5EED);
        _purchases = purchases;
        _host = gateway.Authority;
        _browse = Get("/products");
        _searches = [.. Goods.Searches.Select(text => Get($"/search?q={text}"))];
        _orders = [.. Enumerable.Range(0, Customers).Select(customer => Get($"/orders?customer={Customer(customer)}"))];
    }

    public IReadOnlyList<string> Operations => Mix.Operations;

    /// <summary>Orders whose return was asked for: these may be refunded, and those whose return was acknowledged must be. Safe to read at any time.</summary>
    public IReadOnlyCollection<ReturnAttempt> ReturnAttempts
    {
        get
        {
            lock (_returnGate) return [.. _returned.Select(attempt => new ReturnAttempt(attempt.Key, attempt.Value))];
        }
    }

    /// <summary>What the keys of all purchases, and the names of all customers, begin with.</summary>
    public string KeyPrefix => $"load-{_run}-";

    public PlannedRequest Plan()
    {
        var operation = _mix.Draw(_random);

        // Always two draws, so that what the shop answers does not change what comes after.
        var variant = _random.Next(Goods.All.Count * PurchaseForms);
        if (operation == Return)
        {
            if (_returnable.Count > 0) return new PlannedRequest(Return, 0, OrderId: TakeReturnable(variant));
            operation = Purchase;
        }

        return operation == Purchase ? new PlannedRequest(Purchase, variant, ++_bought) : new PlannedRequest(operation, variant);
    }

    public ReadOnlyMemory<byte> Write(in PlannedRequest request) => request.Operation switch
    {
        Browse => _browse,
        Search => _searches[request.Variant % _searches.Length],
        Purchase => WritePurchase(request),
        Return => WriteReturn(request.OrderId!),
        _ => _orders[request.Variant % Customers],
    };

    public bool ReadsBody(in PlannedRequest request) => request.Operation == Purchase;

    public bool Answered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset answeredAt, int status, ReadOnlySpan<byte> body)
    {
        if (request.Operation == Return) return Returned(request.OrderId!, status);
        if (request.Operation != Purchase) return status == 200;
        var answer = PurchaseAnswer.Read(status, body);
        if (answer is { Outcome: PurchaseOutcome.Ok, OrderId: { } order } && _returnable.Count < MaxReturnable) _returnable.Add(order);
        Note(request, sentAt, answeredAt, answer, status);
        return answer.Outcome == PurchaseOutcome.Ok;
    }

    public void Unanswered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset givenUpAt)
    {
        if (request.Operation == Purchase) Note(request, sentAt, givenUpAt, new PurchaseAnswer(PurchaseOutcome.Unknown), null);
    }

    public void Unsent(in PlannedRequest request)
    {
        if (request.OrderId is { } order) _returnable.Add(order);
    }

    private static (string Item, decimal Amount, int Quantity, int Customer) What(int variant)
    {
        var (item, price) = Goods.All[variant / PurchaseForms];
        var quantity = variant % MaxQuantity + 1;
        return (item, price * quantity, quantity, variant % PurchaseForms / MaxQuantity);
    }

    // The shop answers with 200 once the money is back, and not before.
    private bool Returned(string order, int status)
    {
        if (status != 200) return false;
        lock (_returnGate) _returned[order] = true;
        return true;
    }

    private string TakeReturnable(int draw)
    {
        var index = draw % _returnable.Count;
        var order = _returnable[index];
        _returnable[index] = _returnable[^1];
        _returnable.RemoveAt(_returnable.Count - 1);
        return order;
    }

    private void Note(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset completedAt, PurchaseAnswer answer, int? status)
    {
        var (item, amount, _, customer) = What(request.Variant);
        _purchases.Add(new Purchase(
            Key(request.Number), Customer(customer), item, amount, sentAt, completedAt, answer.Outcome, answer.OrderId, answer.PaymentId, status));
    }

    private string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{number}");

    private string Customer(int number) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}customer-{number}");

    private byte[] WritePurchase(in PlannedRequest request)
    {
        var (item, amount, quantity, customer) = What(request.Variant);
        return Post("/purchase", $"Idempotency-Key: {Key(request.Number)}\r\n", string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"item":"{{item}}","amount":{{amount}},"quantity":{{quantity}},"customer":"{{Customer(customer)}}"}"""));
    }

    private byte[] WriteReturn(string order)
    {
        lock (_returnGate) _returned.TryAdd(order, false);
        return Post("/return", "", $$"""{"orderId":"{{JsonEncodedText.Encode(order)}}"}""");
    }

    private byte[] Get(string target) => Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {_host}\r\n\r\n");

    private byte[] Post(string target, string field, string body)
        => Encoding.ASCII.GetBytes(
            $"POST {target} HTTP/1.1\r\nHost: {_host}\r\nContent-Type: application/json\r\n{field}Content-Length: {body.Length}\r\n\r\n{body}");
}
