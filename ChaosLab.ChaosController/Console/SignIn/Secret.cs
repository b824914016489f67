using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>A random text of 256 bits that opens something; only its hash is kept.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>The longest text that is looked at: a secret has 43 characters.</summary>
    private const int MostCharacters = 100;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The SHA-256 of a secret in hexadecimal; null for a text that can be none.</summary>
    public static string? Hash(string? secret)
        => secret is { Length: > 0 and <= MostCharacters } ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))) : null;
}
