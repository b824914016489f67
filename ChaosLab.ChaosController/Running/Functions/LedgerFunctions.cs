using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the books of the shop.</summary>
internal sealed class LedgerFunctions(RunScope scope)
{
    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody> { ["ledger"] = CheckAsync };

    private async Task<JsonNode?> CheckAsync(LabArguments arguments, CancellationToken ct)
    {
        if (scope.Settling is not { } settling || scope.Purchases.Purchases.Count == 0) return new JsonObject { ["acknowledged"] = 0 };

        // No time to settle: what is on its way belongs to what is seen now.
        var report = await settling.SettleAsync(scope.Purchases, TimeSpan.Zero, ct);
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
