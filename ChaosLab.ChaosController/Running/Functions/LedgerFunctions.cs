using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the books of the shop.</summary>
internal sealed class LedgerFunctions(RunScope scope)
{
    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody> { ["ledger"] = CheckAsync };

    private async Task<JsonNode?> CheckAsync(LabArguments arguments, CancellationToken ct)
    {
        var prefix = scope.Load?.KeyPrefix ?? throw new ActivityFailedException("there is no load that buys; give the experiment one in the extension chaoslab");
        var report = await ReadAsync(prefix, ct);
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

    // The client's ledger first: what it knows by now must be in the books that are read after it.
    private async Task<LedgerReport> ReadAsync(string prefix, CancellationToken ct)
    {
        try
        {
            var purchases = scope.Purchases.Purchases;
            return LedgerChecker.Check(purchases, scope.Purchases.Returns, await scope.Books.ReadAsync(prefix, ct), stillBuying: true);
        }
        catch (BookUnreadableException problem)
        {
            throw new ActivityFailedException($"the books cannot be read: {problem.Message}");
        }
    }
}
