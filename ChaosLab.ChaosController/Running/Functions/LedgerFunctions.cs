using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the books of the shop.</summary>
internal sealed class LedgerFunctions(RunScope scope)
{
    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody> { ["ledger"] = CheckAsync };

    private async Task<JsonNode?> CheckAsync(LabArguments arguments, CancellationToken ct)
    {
        var report = await BooksSettling.CheckAsync(scope.Purchases, scope.Books, scope.Time, ct);
        if (report.Problem is { } problem) throw new ActivityFailedException($"the books cannot be read: {problem}");
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
}
