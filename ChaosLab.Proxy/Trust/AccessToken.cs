namespace ChaosLab.Proxy.Trust;

/// <summary>What mutations need to show.</summary>
/// <param name="Value">At least 16 characters; null lets everyone on this machine change things.</param>
internal sealed record AccessToken(string? Value)
{
    /// <summary>The fewest characters of a token.</summary>
    public const int LeastLength = 16;
}
