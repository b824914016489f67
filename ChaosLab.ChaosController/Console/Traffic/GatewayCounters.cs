using System.Globalization;
using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>What the gateway has counted since its start.</summary>
/// <param name="Front">At its front, where customers come in.</param>
/// <param name="Own">Those of them that the lab itself asked.</param>
internal sealed record GatewayCounters(GatewayCount Front, GatewayCount Own)
{
    // Frontends and backends (1 + 2), of all proxies and servers (-1).
    private const string Question = "show stat -1 3 -1";

    // The lab's own requests have backends of their own (ChaosLab.Hosting, HaProxyConfiguration).
    private const string OwnSuffix = ".lab";

    // A gateway that hangs must not stop the clock.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);

    private static readonly string[] Answers = ["hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other"];

    /// <summary>Reads them over HAProxy's control socket; null where there is none that answers.</summary>
    public static async Task<GatewayCounters?> ReadAsync(string? socketPath, CancellationToken ct)
        => await GatewaySocket.AskAsync(socketPath, Question, Limit, ct) is { } csv ? Parse(csv) : null;

    /// <summary>Reads HAProxy's CSV; null when it holds no frontend's counters.</summary>
    public static GatewayCounters? Parse(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return null;

        var columns = lines[0].TrimStart('#', ' ').Split(',');
        var (proxy, server) = (Array.IndexOf(columns, "pxname"), Array.IndexOf(columns, "svname"));
        var answers = Answers.Select(name => Array.IndexOf(columns, name)).ToArray();
        if (proxy < 0 || server < 0 || answers.Contains(-1)) return null;

        var rows = lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length > Math.Max(proxy, server)).ToArray();
        var fronts = rows.Where(cells => cells[server] == "FRONTEND").ToArray();
        if (fronts.Length == 0) return null;
        return new GatewayCounters(Count(fronts), Count(rows.Where(cells => cells[server] == "BACKEND" && cells[proxy].EndsWith(OwnSuffix, StringComparison.Ordinal))));

        GatewayCount Count(IEnumerable<string[]> counted)
        {
            var cells = counted.ToArray();
            return new GatewayCount(answers.Sum(Sum), Sum(Array.IndexOf(columns, "intercepted")), Sum(answers[4]), Sum(answers[5]));

            long Sum(int column) => cells.Sum(row => column >= 0 && column < row.Length ? Number(row[column]) : 0);
        }
    }

    /// <summary>What customers asked since an earlier reading.</summary>
    public GatewayRise Since(GatewayCounters before)
    {
        // A gateway that was restarted counts from zero.
        var (front, own) = Front.IsBelow(before.Front) ? (Front, Own) : (Front.Minus(before.Front), Own.Minus(before.Own));

        // The two are not read in the same moment.
        var rise = front.Minus(own);
        var errors = Math.Max(0, rise.ServerErrors) + Math.Max(0, rise.Unanswered);
        return new GatewayRise(Math.Max(errors, rise.Ended - rise.Intercepted), errors);
    }

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
