using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the books of the shop.</summary>
internal sealed class LedgerFunctions(RunScope scope)
{
    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody> { ["ledger"] = CheckAsync };

    private async Task<JsonNode?> CheckAsync(LabArguments arguments, CancellationToken ct)
    {
        var load = scope.Load is { KeyPrefix: not null } buying
            ? buying
            : throw new ActivityFailedException("there is no load that buys; give the experiment one in the extension chaoslab");
        var report = await ReadAsync(load, ct);
        return new JsonObject
        {
            ["acknowledged"] = report.Acknowledged,
            ["lost"] = report.Lost.Count,
            ["duplicated"] = report.Duplicated.Count,
            ["phantom"] = report.Phantom.Count,
            ["stale"] = report.Stale.Count,
            ["unknown"] = report.Unknown,
        };
    }

    private async Task<LedgerReport> ReadAsync(ILoad load, CancellationToken ct)
    {
        try
        {
            return await new BooksGlance(scope.Purchases, () => load.ReturnAttempts, limit => scope.Books.ReadAsync(load.KeyPrefix!, limit)).TakeAsync(ct);
        }
        catch (BookUnreadableException problem)
        {
            throw new ActivityFailedException($"the books cannot be read: {problem.Message}");
        }
    }
}
