using System.Globalization;

namespace ChaosLab.Benchmarks.Intake;

/// <summary>Export requests as the shop's services send them: their names, their attributes, ids that differ.</summary>
internal sealed class OtlpBodies(int seed)
{
    /// <summary>Spans or log records of one request: the exporter's own limit.</summary>
    public const int Batch = 512;

    /// <summary>Metric points of one request: what a service of the shop exports in a second.</summary>
    public const int Points = 250;

    private static readonly string[] Services = ["web-1", "web-2", "catalog", "payment", "analytics"];
    private static readonly string[] Agents = ["ChaosLab/1.0", "curl/7.88.1", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"];

    private readonly Random _random = new(seed);
    private readonly ulong _start = (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
    private ulong _elapsed;

    public byte[] Spans() => Request(Enumerable.Range(0, Batch / 4).SelectMany(_ => Trace()));

    public byte[] Logs() => Request(Enumerable.Range(0, Batch).Select(_ => Log()));

    public byte[] Metrics() => Request(Enumerable.Range(0, Points / 5).Select(Metric));

    private byte[] Request(IEnumerable<OtlpMessage> records)
    {
        var service = Services[_random.Next(Services.Length)];
        var scope = new OtlpMessage().Message(1, new OtlpMessage().Text(1, "Microsoft.AspNetCore"));
        foreach (var record in records) scope.Message(2, record);
        var resource = new OtlpMessage()
            .Attribute(1, "service.name", service).Attribute(1, "service.instance.id", service + "-7f3a").Attribute(1, "telemetry.sdk.version", "1.20.1");
        return new OtlpMessage().Message(1, new OtlpMessage().Message(1, resource).Message(2, scope)).ToArray();
    }

    // A purchase: the request, the call to the payment, its HTTP request, a statement.
    private IEnumerable<OtlpMessage> Trace()
    {
        var trace = Id(16);
        byte[] request = Id(8), call = Id(8);
        var order = Guid.NewGuid().ToString("N");
        var status = _random.Next(20) == 0 ? 502 : 201;
        yield return Span(trace, request, null, "POST /purchase", 2, status >= 500)
            .Attribute(9, "http.request.method", "POST").Attribute(9, "url.path", "/purchase").Attribute(9, "url.scheme", "http")
            .Attribute(9, "http.route", "/purchase").Attribute(9, "http.response.status_code", status).Attribute(9, "server.address", "localhost")
            .Attribute(9, "server.port", 8081).Attribute(9, "network.protocol.version", "1.1")
            .Attribute(9, "user_agent.original", Agents[_random.Next(Agents.Length)]);
        var charge = Span(trace, call, request, "payment charge", 1, status >= 500).Attribute(9, "chaoslab.dependency", "payment");
        if (status >= 500)
        {
            charge.Attribute(9, "error.type", "Failed").Attribute(9, "chaoslab.attempts", 3).Message(11, new OtlpMessage()
                .Fixed(1, Now()).Text(2, "retry").Attribute(3, "dependency", "payment").Attribute(3, "attempt", 1).Attribute(3, "delay_ms", _random.Next(90, 400)));
        }

        yield return charge;
        yield return Span(trace, Id(8), call, "POST", 3, false)
            .Attribute(9, "http.request.method", "POST").Attribute(9, "server.address", "localhost").Attribute(9, "server.port", 21044)
            .Attribute(9, "url.full", $"http://localhost:21044/charges/{order}").Attribute(9, "http.response.status_code", status)
            .Attribute(9, "network.protocol.version", "1.1");
        yield return Span(trace, Id(8), request, "postgres insert", 3, false)
            .Attribute(9, "chaoslab.dependency", "postgres").Attribute(9, "db.system.name", "postgresql").Attribute(9, "db.operation.name", "insert")
            .Attribute(9, "db.query.text", "INSERT INTO orders (id, customer, item, quantity) VALUES ($1, $2, $3, $4)")
            .Attribute(9, "order.id", order);
    }

    private OtlpMessage Span(byte[] trace, byte[] id, byte[]? parent, string name, int kind, bool failed)
    {
        var start = Now();
        var span = new OtlpMessage().Bytes(1, trace).Bytes(2, id).Text(5, name).Number(6, kind).Fixed(7, start).Fixed(8, start + (ulong)_random.Next(200_000, 30_000_000));
        if (parent is not null) span.Bytes(4, parent);
        return failed ? span.Message(15, new OtlpMessage().Text(2, "No answer came in time.").Number(3, 2)) : span;
    }

    private OtlpMessage Log()
    {
        var order = Guid.NewGuid().ToString("N");
        return new OtlpMessage().Fixed(1, Now()).Number(2, 9).Text(3, "Information")
            .Message(5, new OtlpMessage().Text(1, $"Order {order} was booked for customer c-{_random.Next(1000)} in {_random.Next(1, 40)} ms"))
            .Attribute(6, "OrderId", order).Attribute(6, "Customer", $"c-{_random.Next(1000)}").Attribute(6, "Took", _random.Next(1, 40))
            .Attribute(6, "{OriginalFormat}", "Order {OrderId} was booked for customer {Customer} in {Took} ms")
            .Bytes(9, Id(16)).Bytes(10, Id(8));
    }

    // Five streams of a metric, the same in every request.
    private OtlpMessage Metric(int number)
    {
        var sum = new OtlpMessage().Number(2, 2).Number(3, 1);
        for (var stream = 0; stream < 5; stream++)
        {
            sum.Message(1, new OtlpMessage().Fixed(2, _start).Fixed(3, Now()).Double(4, _random.NextDouble() * 1000)
                .Attribute(7, "http.route", $"/route-{stream}").Attribute(7, "http.request.method", "GET").Attribute(7, "http.response.status_code", 200));
        }

        return new OtlpMessage().Text(1, string.Create(CultureInfo.InvariantCulture, $"shop.metric.{number}")).Text(3, "{request}").Message(7, sum);
    }

    private byte[] Id(int length)
    {
        var id = new byte[length];
        _random.NextBytes(id);
        return id;
    }

    // A thousand records a second, so that a full store is as old as under some load.
    private ulong Now() => _start + (_elapsed += 1_000_000);
}
