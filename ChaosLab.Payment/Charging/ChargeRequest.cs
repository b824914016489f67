namespace ChaosLab.Payment.Charging;

/// <summary>The body of <c>POST /charge</c>.</summary>
/// <param name="Key">Whatever the caller calls this charge; 1 to 200 characters.</param>
/// <param name="Amount">Above 0, at most 1,000,000,000, with at most two decimals.</param>
/// <param name="Customer">At most 200 characters; "guest" when not given.</param>
internal sealed record ChargeRequest(string? Key, decimal? Amount, string? Customer)
{
    public const string DefaultCustomer = "guest";
    private const decimal MaxAmount = 1_000_000_000m;
    private const int MaxCustomerLength = 200;

    /// <summary>What is wrong with it, by field; empty when nothing is.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = RequestKey.Errors(Key);
        if (Amount is not { } amount || amount <= 0 || amount > MaxAmount || decimal.Round(amount, 2) != amount)
            errors["amount"] = ["must be a number above 0 and at most 1000000000 with at most 2 decimals"];
        if (Customer?.Length > MaxCustomerLength)
            errors["customer"] = [$"must have at most {MaxCustomerLength} characters"];
        return errors;
    }
}
