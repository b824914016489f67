using System.Globalization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>One run of <c>lab load</c>: make the load, wait, tell the figures.</summary>
internal sealed class LoadRun(CliContext context, bool json)
{
    public async Task<int> RunAsync(LoadSpec spec, TimeSpan length, int seed, Uri? url, string? lab, CancellationToken ct)
    {
        var target = url ?? Gateway(lab);
        var purchases = new PurchaseCounts();
        await using var load = Start(spec, target, seed, url is null, purchases);
        load.EndAfter(length);
        context.Terminal.Note($"Load on {target} for {Duration.Show(length)}, seed {seed}…");
        try
        {
            await load.Over.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // What was measured until then is told all the same.
            context.Terminal.Note("Interrupted.");
        }

        var result = await load.StopAsync(context.Interruption.Insisted);
        if (json) context.Terminal.Line(Json.Write(new { Target = target, result, purchases = url is null ? purchases : null }));
        else Show(result, url is null ? purchases : null);
        return result.KeptUp && result.Total.Errors == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static GeneratedLoad Start(LoadSpec spec, Uri target, int seed, bool shop, PurchaseCounts purchases)
    {
        try
        {
            return shop ? LoadGenerator.Start(spec, target, seed, purchases) : LoadGenerator.StartOn(spec, target, seed);
        }
        catch (ArgumentException error)
        {
            throw LabError.WrongUse(error.Message);
        }
    }

    private static string Milliseconds(double? value)
        => value is { } number ? number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) : "-";

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Uri Gateway(string? lab)
    {
        var location = LabSelection.Find(context.Labs, lab).Location!;
        return location.GatewayUrl is { } address
            ? new Uri(address)
            : throw LabError.No("The lab has no gateway to send load to; see ./lab status.");
    }

    private void Show(LoadResult result, PurchaseCounts? purchases)
    {
        var terminal = context.Terminal;
        var table = terminal.NewTable("Requests", "Due", "OK", "Failed", "Timed out", "Unsent", "p50 ms", "p95 ms", "p99 ms", "Max ms");
        foreach (var (operation, figures) in result.Operations) table.AddRow(Row(operation, figures));
        if (result.Operations.Count > 1) table.AddRow(Row("all", result.Total));
        terminal.Out.Write(table);
        if (result.Total.Statuses.Count > 0)
            terminal.Line($"Answers by status: {string.Join(", ", result.Total.Statuses.Select(status => $"{status.Key}: {status.Value}"))}");
        if (purchases is not null)
            terminal.Line($"Purchases: {purchases.Acknowledged} acknowledged, {purchases.Refused} refused, {purchases.Unknown} with unknown outcome");
        terminal.Line($"Connections: at most {result.PeakConnections} at once of {result.Connections} allowed");
        terminal.Line($"Own lag: p99 {Milliseconds(result.LagP99)} ms");
        if (result.Complaint is { } complaint) terminal.Error($"These figures are inconclusive: {complaint}.");
    }

    private static string[] Row(string name, LoadFigures figures) =>
    [
        Markup.Escape(name), Count(figures.Due), Count(figures.Succeeded), Count(figures.Failed), Count(figures.TimedOut), Count(figures.Unsent),
        Milliseconds(figures.P50), Milliseconds(figures.P95), Milliseconds(figures.P99), Milliseconds(figures.Max),
    ];
}
