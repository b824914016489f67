using System.Net;
using System.Net.Http.Headers;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Intake;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Telemetry.OtlpBytes;

namespace ChaosLab.Tests.Telemetry;

/// <summary>Whatever comes, the intake takes it or refuses it; it never fails, and never keeps more than it may.</summary>
public sealed class OtlpFuzzTests
{
    private const int Mutants = 1500;

    [Theory]
    [InlineData(OtlpPaths.Traces)]
    [InlineData(OtlpPaths.Metrics)]
    [InlineData(OtlpPaths.Logs)]
    public async Task Mutilated_requests_are_taken_or_refused(string path)
    {
        var original = (await RealExport.BytesAsync())[path];
        await using var intake = await RunningIntake.StartAsync();
        using var client = Client(intake);
        var random = new Random(path.Length);
        var refused = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(original, random);
            var status = await PostAsync(client, path, mutant);
            status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], $"mutant {i}: {Convert.ToHexString(mutant)}");
            if (status == HttpStatusCode.BadRequest) refused++;
        }

        refused.ShouldBeInRange(1, Mutants - 1);
    }

    [Theory]
    [InlineData(OtlpPaths.Traces)]
    [InlineData(OtlpPaths.Metrics)]
    [InlineData(OtlpPaths.Logs)]
    public async Task Random_bytes_are_taken_or_refused(string path)
    {
        await using var intake = await RunningIntake.StartAsync();
        using var client = Client(intake);
        var random = new Random(path.Length + 1);
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = new byte[random.Next(0, 300)];
            random.NextBytes(bytes);
            (await PostAsync(client, path, bytes)).ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], Convert.ToHexString(bytes));
        }
    }

    [Theory]
    [InlineData(OtlpPaths.Traces)]
    [InlineData(OtlpPaths.Metrics)]
    [InlineData(OtlpPaths.Logs)]
    public async Task Every_beginning_of_a_request_is_taken_or_refused(string path)
    {
        var original = (await RealExport.BytesAsync())[path];
        await using var intake = await RunningIntake.StartAsync();
        using var client = Client(intake);
        for (var length = 1; length < original.Length; length++)
            (await PostAsync(client, path, original[..length])).ShouldBe(HttpStatusCode.BadRequest, $"the first {length} bytes");
        (await PostAsync(client, path, original)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_no_protobuf_is_refused(string what, byte[] body)
    {
        await using var intake = await RunningIntake.StartAsync();
        using var client = Client(intake);
        foreach (var path in (string[])[OtlpPaths.Traces, OtlpPaths.Metrics, OtlpPaths.Logs])
            (await PostAsync(client, path, body)).ShouldBe(HttpStatusCode.BadRequest, $"{what} to {path}");
        (intake.Store.Spans.Received + intake.Store.Metrics.Received + intake.Store.Logs.Received).ShouldBe(0);
    }

    public static TheoryData<string, byte[]> Broken() => new()
    {
        { "a length beyond the end", [10, 200, 1, 0] },
        { "a length of 2^64-1", [10, .. Varint(ulong.MaxValue)] },
        { "a number without an end", [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255] },
        { "field 0", [0, 0] },
        { "a wire type that does not exist", [15] },
        { "the end of no group", [12] },
        { "a group without an end", [11, 8, 1] },
        { "groups in groups", [.. Enumerable.Repeat((byte)11, 1000)] },
        { "eight bytes that are four", [9, 1, 2, 3, 4] },
    };

    [Fact]
    public void Fields_of_another_type_than_they_should_have_are_passed_over()
    {
        // The name as a number, the kind as text, the start as a message, the status as eight bytes; a group that nobody knows.
        byte[] more = [.. Number(5, 7), .. Text(6, "client"), .. Field(7, 8, 1), .. Fixed(15, 9), .. Number(9, 1), 0xA3, 0x06, 8, 1, 0xA4, 0x06];

        var span = OtlpTraceReader.Read(Request(Span(more))).Spans.ShouldHaveSingleItem();

        (span.Name, span.Kind, span.Start, span.Failed, span.Attributes.All.Count).ShouldBe(("GET /", SpanRole.Unspecified, DateTimeOffset.UnixEpoch, false, 0));
    }

    [Fact]
    public void Values_within_values_are_followed_only_so_deep()
    {
        // AnyValue.array_value (5) of ArrayValue.values (1), a thousand times.
        byte[] value = Text(1, "bottom");
        for (var depth = 0; depth < 1000; depth++) value = Field(5, Field(1, value));

        var span = OtlpTraceReader.Read(Request(Span(Field(9, [.. Text(1, "deep"), .. Field(2, value)])))).Spans.ShouldHaveSingleItem();

        span.Attributes["deep"].ShouldBe("[[[[[[[[]]]]]]]]");
    }

    [Fact]
    public void The_greatest_numbers_do_no_harm()
    {
        var span = OtlpTraceReader.Read(Request(Span(Number(6, ulong.MaxValue), Fixed(7, ulong.MaxValue), Fixed(8, 1)))).Spans.ShouldHaveSingleItem();
        (span.Kind, span.Duration).ShouldBe((SpanRole.Unspecified, TimeSpan.Zero));

        var log = OtlpLogReader.Read(Request([.. Number(2, ulong.MaxValue), .. Fixed(1, ulong.MaxValue)])).ShouldHaveSingleItem();
        log.Severity.ShouldBe(24);
    }

    [Fact]
    public void Whatever_comes_the_store_keeps_to_its_memory()
    {
        const int Most = 1_000_000;
        var store = new TelemetryStore(new TelemetryLimits { Bytes = Most });
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var value = new string((char)random.Next('a', 'z'), random.Next(10_000));
            var attributes = Enumerable.Range(0, 200).SelectMany(key => Attribute(9, $"{i}.{key}", value)).ToArray();
            var events = Enumerable.Range(0, 100).SelectMany(_ => Field(11, Attribute(3, "k", value))).ToArray();
            store.Spans.Add(OtlpTraceReader.Read(Request(Span(attributes, events))).Spans);
        }

        var kept = store.Spans.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        (2 * kept.Sum(span => span.Attributes.Characters + span.Events.Sum(e => e.Attributes.Characters))).ShouldBeLessThan(Most);
        kept.ShouldAllBe(span => span.Attributes.All.Count <= 64 && span.Events.Count <= 64);
        store.Spans.Dropped.ShouldBe(store.Spans.Received - kept.Count);
        kept.Count.ShouldBeGreaterThan(0);
    }

    private static HttpClient Client(RunningIntake intake) => new()
    {
        BaseAddress = new Uri(intake.Url),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", RunningIntake.Token) },
    };

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        using var response = await client.PostAsync(path, content);
        return response.StatusCode;
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256))); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }
}
