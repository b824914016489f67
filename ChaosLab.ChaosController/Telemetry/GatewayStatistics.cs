using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry;

/// <summary>What the gateway counts of its backends; HAProxy writes no spans, so this tells what the balancer absorbed.</summary>
/// <param name="Backends">By the name of the backend.</param>
internal sealed record GatewayStatistics(IReadOnlyDictionary<string, BackendCounts> Backends)
{
    // The lab's own requests have backends of their own (ChaosLab.Hosting, HaProxyConfiguration); nothing is absorbed for them.
    private const string OwnSuffix = ".lab";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Reads the counters over HAProxy's control socket; null where there is none that answers, as in a container.</summary>
    /// <remarks>The answer to <c>show stat</c> is CSV; its columns are in section 9.1 of HAProxy's management guide.</remarks>
    public static async Task<GatewayStatistics?> ReadAsync(string? socketPath, CancellationToken ct)
        => await GatewaySocket.AskAsync(socketPath, "show stat", Limit, ct) is { } csv ? Parse(csv) : null;

    /// <summary>Reads HAProxy's CSV; what is none gives no backends.</summary>
    public static GatewayStatistics Parse(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return new GatewayStatistics(new Dictionary<string, BackendCounts>());

        var columns = lines[0].TrimStart('#', ' ').Split(',');
        var (proxy, server, retries, moved) = (Find("pxname"), Find("svname"), Find("wretr"), Find("wredis"));
        var backends = new Dictionary<string, BackendCounts>(StringComparer.Ordinal);
        if (proxy < 0 || server < 0 || retries < 0 || moved < 0) return new GatewayStatistics(backends);
        var last = Math.Max(Math.Max(proxy, server), Math.Max(retries, moved));
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            if (cells.Length > last && cells[server] == "BACKEND" && !cells[proxy].EndsWith(OwnSuffix, StringComparison.Ordinal)) backends[cells[proxy]] = new BackendCounts(Number(cells[retries]), Number(cells[moved]));
        }

        return new GatewayStatistics(backends);

        int Find(string name) => Array.IndexOf(columns, name);
    }

    /// <summary>What the balancer did since an earlier reading.</summary>
    public IReadOnlyList<Absorber> Since(GatewayStatistics before)
        => [.. Backends
            .Select(backend => (backend.Key, Now: backend.Value, Then: before.Backends.GetValueOrDefault(backend.Key, BackendCounts.None)))
            .Select(backend => (backend.Key, Retries: Rise(backend.Now.Retries, backend.Then.Retries), Moved: Rise(backend.Now.Moved, backend.Then.Moved)))
            .Where(backend => backend.Retries + backend.Moved > 0)
            .Select(backend => new Absorber("balancer", "gateway", backend.Key, Math.Max(backend.Retries, backend.Moved), backend.Moved))];

    // A gateway that was restarted counts from zero.
    private static long Rise(long now, long then) => now >= then ? now - then : now;

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>Counters of a backend since the gateway's start.</summary>
/// <param name="Retries">Connections that were tried again.</param>
/// <param name="Moved">Requests that were sent to another server than the one chosen first.</param>
internal sealed record BackendCounts(long Retries, long Moved)
{
    public static BackendCounts None { get; } = new(0, 0);
}
