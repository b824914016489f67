namespace ChaosLab.Payment.Charging;

/// <summary>The idempotency key of a charge and of its refund.</summary>
internal static class RequestKey
{
    public const int MaxLength = 200;

    public static Dictionary<string, string[]> Errors(string? key) =>
        string.IsNullOrWhiteSpace(key) || key.Length > MaxLength || key.Any(char.IsControl)
            ? new() { ["key"] = [$"must have 1 to {MaxLength} characters"] }
            : [];
}
