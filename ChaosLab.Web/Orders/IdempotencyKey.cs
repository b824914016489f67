using Microsoft.Extensions.Primitives;

namespace ChaosLab.Web.Orders;

/// <summary>The client's name for one purchase, from the <c>Idempotency-Key</c> header.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 200;

    /// <summary>The key, or null when none was sent.</summary>
    /// <param name="values">The header's values.</param>
    /// <param name="error">What is wrong with the header, or null.</param>
    public static string? Read(StringValues values, out string? error)
    {
        error = null;
        if (values.Count == 0)
            return null;

        var key = values.Count == 1 ? values[0]?.Trim() : null;
        if (!string.IsNullOrEmpty(key) && key.Length <= MaxLength && !key.Any(char.IsControl))
            return key;

        error = $"must be sent once, with 1 to {MaxLength} characters";
        return null;
    }
}
