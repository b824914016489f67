using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Edges;

/// <summary>Reads the edges with their live figures.</summary>
internal sealed class EdgeReader(LabResource lab, ProxyClient proxy, FaultBook book, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(500);

    private readonly EdgeRates _rates = new(time);

    /// <summary>Every edge; the rates are over half a second.</summary>
    /// <exception cref="FaultRefusedException">The proxy does not answer.</exception>
    public Task<EdgeStatus[]> ReadAsync(CancellationToken ct) => TellAsync(async () =>
    {
        var begun = time.GetTimestamp();
        var first = await proxy.ReadAsync(ct);
        await Task.Delay(Window, time, ct);
        var second = await proxy.ReadAsync(ct);
        return (second, (first, time.GetElapsedTime(begun).TotalSeconds));
    }, ct);

    /// <summary>Every edge, at once; the rates are since an earlier such reading, and null without one of the last seconds.</summary>
    /// <exception cref="FaultRefusedException">The proxy does not answer.</exception>
    public Task<EdgeStatus[]> ReadNowAsync(CancellationToken ct) => TellAsync(async () =>
    {
        var now = await proxy.ReadAsync(ct);
        return (now, _rates.Take(now));
    }, ct);

    private async Task<EdgeStatus[]> TellAsync(
        Func<Task<(IReadOnlyList<EdgeFigures> Now, (IReadOnlyList<EdgeFigures> Figures, double Seconds)? Before)>> read, CancellationToken ct)
    {
        if (lab.Edges.All.Count == 0) return [];
        try
        {
            var (now, before) = await read();
            return [.. lab.Edges.All.Select(edge => Status(edge, Find(before?.Figures ?? [], edge), Find(now, edge), before?.Seconds ?? 1))];
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"The fault proxy '{lab.Edges.Proxy?.Name}' does not answer: {error.Message}");
        }
    }

    private EdgeStatus Status(EdgeResource edge, EdgeFigures? before, EdgeFigures? now, double seconds) => new(
        edge.EdgeName, edge.From, edge.To.Name,
#pragma warning disable CA1308 // The words of the wire are in lower case.
        edge.Protocol.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
        Address(edge.ListenPort), Address(edge.UpstreamPort), now?.Enabled ?? false,
        now?.ConnectionsOpen ?? 0, now?.ConnectionsTotal ?? 0, now?.BytesUp ?? 0, now?.BytesDown ?? 0,
        now?.Requests is { } requests && before?.Requests is { } earlier ? Math.Max(0, requests - earlier) / seconds : null,
        [.. (now?.Toxics ?? []).Select(toxic => toxic.Tell())],
        [.. book.ActiveOn(edge).Select(run => run.Record.Id)]);

    private static EdgeFigures? Find(IEnumerable<EdgeFigures> figures, EdgeResource edge) => figures.FirstOrDefault(entry => entry.Name == edge.EdgeName);

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
