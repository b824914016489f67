namespace ChaosLab.Payment.Charging;

/// <summary>The body of <c>POST /refund</c>.</summary>
/// <param name="Key">The key of the charge; 1 to 200 characters.</param>
internal sealed record RefundRequest(string? Key)
{
    /// <summary>What is wrong with it, by field; empty when nothing is.</summary>
    public Dictionary<string, string[]> Errors() => RequestKey.Errors(Key);
}
