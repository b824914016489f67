using System.Text;

namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>The same GET again and again; 2xx is as it should be.</summary>
internal sealed class UrlTraffic(Uri url) : ITraffic
{
    private readonly byte[] _get = Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n\r\n");

    public IReadOnlyList<string> Operations { get; } = ["get"];

    public PlannedRequest Plan() => default;

    public ReadOnlyMemory<byte> Write(in PlannedRequest request) => _get;

    public bool ReadsBody(in PlannedRequest request) => false;

    public bool Answered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset answeredAt, int status, ReadOnlySpan<byte> body)
        => status is >= 200 and < 300;

    public void Unanswered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset givenUpAt)
    {
        // A GET leaves nothing behind.
    }

    public void Unsent(in PlannedRequest request)
    {
        // Nothing was asked.
    }
}
