using System.Net;

namespace ChaosLab.ChaosController.Trust;

/// <summary>What the <c>chaos</c> service is told by its configuration.</summary>
/// <param name="Bridge">The AppHost's bridge (<c>Lab:BridgeUrl</c>), on loopback.</param>
/// <param name="Token">The bearer token of this run (<c>Lab:Token</c>), at least 16 characters.</param>
/// <param name="AuditFile">Where mutations are noted (<c>Lab:AuditFile</c>, else <c>audit.jsonl</c> in <c>Lab:DataDirectory</c>).</param>
/// <param name="Urls">Where to listen (<c>ASPNETCORE_URLS</c>), on loopback.</param>
internal sealed record ServiceSettings(Uri Bridge, string Token, string AuditFile, string Urls)
{
    private const string StandardUrls = "http://127.0.0.1:5080";
    private const int LeastTokenLength = 16;

    /// <summary>Reads and checks everything; all that is wrong is said at once.</summary>
    public static ServiceSettings? Read(IConfiguration configuration, string standardDirectory, out IReadOnlyList<string> problems)
    {
        var wrong = new List<string>();
        var bridge = configuration["Lab:BridgeUrl"];
        if (!Uri.TryCreate(bridge, UriKind.Absolute, out var bridgeUrl) || bridgeUrl is not { Scheme: "http", IsLoopback: true })
        {
            wrong.Add($"Lab:BridgeUrl is '{bridge}'; it must be the http address of the AppHost's bridge on this machine.");
        }

        var token = configuration["Lab:Token"] ?? "";
        if (token.Length < LeastTokenLength) wrong.Add($"Lab:Token must have at least {LeastTokenLength} characters; the AppHost makes one for each run.");

        var urls = configuration["urls"] is { Length: > 0 } given ? given : StandardUrls;
        wrong.AddRange(urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Complaint).OfType<string>());
        if (configuration.GetSection("Kestrel:Endpoints").Exists()) wrong.Add("Kestrel:Endpoints is not supported; use ASPNETCORE_URLS.");

        var directory = configuration["Lab:DataDirectory"] is { Length: > 0 } data ? data : standardDirectory;
        var audit = configuration["Lab:AuditFile"] is { Length: > 0 } file ? file : Path.Combine(directory, "audit.jsonl");

        problems = wrong;
        return wrong.Count == 0 ? new ServiceSettings(bridgeUrl!, token, Path.GetFullPath(audit), urls) : null;
    }

    private static string? Complaint(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Host == "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)
                ? null
                : $"The address '{url}' is not on loopback; use localhost, 127.0.0.1 or [::1].";
        }
        catch (FormatException)
        {
            return $"The address '{url}' is none; it must be such as http://127.0.0.1:5080.";
        }
    }
}
