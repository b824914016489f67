using System.Net;

namespace ChaosLab.ChaosController.Trust;

/// <summary>Which addresses an experiment may call: those of this machine.</summary>
internal static class LoopbackAddress
{
    /// <summary>Why an address may not be called; null when it may.</summary>
    public static string? Problem(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return $"'{Cut(address)}' is no absolute http or https address.";
        }

        return IsLoopback(uri) ? null : $"'{Cut(uri.Host)}' is not this machine. A lab calls only its own machine: localhost, 127.0.0.1 or [::1].";
    }

    /// <summary>By name or number; names are not looked up, so that none can lead elsewhere later.</summary>
    public static bool IsLoopback(Uri uri)
    {
        var host = uri.IdnHost.TrimEnd('.');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static string Cut(string text) => text.Length <= 100 ? text : text[..99] + "…";
}
