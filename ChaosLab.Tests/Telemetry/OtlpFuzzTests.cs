using System.Net;
using System.Net.Http.Headers;
using ChaosLab.ChaosController.Telemetry.Intake;
using Shouldly;
using Xunit;

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
        using var client = new HttpClient { BaseAddress = new Uri(intake.Url) };
        var random = new Random(path.Length);
        var refused = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(original, random);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(mutant) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningIntake.Token);
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], $"mutant {i}: {Convert.ToHexString(mutant)}");
            if (response.StatusCode == HttpStatusCode.BadRequest) refused++;
        }

        refused.ShouldBeInRange(1, Mutants - 1);
    }

    [Fact]
    public void Values_within_values_are_followed_only_so_deep()
    {
        // AnyValue.array_value (5) of ArrayValue.values (1), ten thousand times; below the body's limit.
        byte[] value = [];
        for (var depth = 0; depth < 1000; depth++) value = [.. Field(5, [.. Field(1, value)])];
        var request = Field(1, [.. Field(1, [.. Field(1, [.. Field(1, "k"u8.ToArray()), .. Field(2, value)])])]);
        OtlpTraceReader.Read(request.ToArray()).Spans.ShouldBeEmpty();
    }

    private static byte[] Field(int number, byte[] content)
    {
        var bytes = new List<byte> { (byte)((number << 3) | 2) };
        var length = (uint)content.Length;
        for (; length >= 0x80; length >>= 7) bytes.Add((byte)(length | 0x80));
        bytes.Add((byte)length);
        return [.. bytes, .. content];
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
