using System.Globalization;
using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>What the gateway has counted since its start, at its front, where customers come in.</summary>
/// <param name="Ended">Requests that ended, those it answered itself as a sign of life among them.</param>
/// <param name="Intercepted">Those signs of life: no customer asked.</param>
/// <param name="ServerErrors">Answers with 5xx, its own among them.</param>
/// <param name="Unanswered">Requests that ended without an answer.</param>
internal sealed record GatewayCounters(long Ended, long Intercepted, long ServerErrors, long Unanswered)
{
    // Only frontends (1), of all proxies and servers (-1).
    private const string Question = "show stat -1 1 -1";

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
        var server = Array.IndexOf(columns, "svname");
        var answers = Answers.Select(name => Array.IndexOf(columns, name)).ToArray();
        if (server < 0 || answers.Contains(-1)) return null;

        var frontends = lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length > server && cells[server] == "FRONTEND").ToArray();
        if (frontends.Length == 0) return null;
        return new GatewayCounters(answers.Sum(Sum), Sum(Array.IndexOf(columns, "intercepted")), Sum(answers[4]), Sum(answers[5]));

        long Sum(int column) => frontends.Sum(cells => column >= 0 && column < cells.Length ? Number(cells[column]) : 0);
    }

    /// <summary>What was added since an earlier reading.</summary>
    public GatewayRise Since(GatewayCounters before)
    {
        // A gateway that was restarted counts from zero.
        var then = Ended < before.Ended || ServerErrors < before.ServerErrors || Unanswered < before.Unanswered || Intercepted < before.Intercepted
            ? new GatewayCounters(0, 0, 0, 0)
            : before;
        var errors = ServerErrors - then.ServerErrors + Unanswered - then.Unanswered;
        return new GatewayRise(Math.Max(errors, Ended - then.Ended - (Intercepted - then.Intercepted)), errors);
    }

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
