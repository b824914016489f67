using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ChaosLab.ServiceDefaults;

/// <summary>The lab's token (<c>Lab:Token</c>), which every mutation of the lab itself must carry.</summary>
/// <param name="token">Without one nobody is let in.</param>
public sealed class BearerToken(string? token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? _expected = string.IsNullOrEmpty(token) ? null : Hash(token);

    /// <summary>Whether the Authorization header carries the token; takes equally long for every wrong one.</summary>
    public bool IsIn(StringValues authorization)
        => _expected is not null
            && authorization is [{ } value]
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_expected, Hash(value[Scheme.Length..].Trim()));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
