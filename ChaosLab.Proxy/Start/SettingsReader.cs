using System.Globalization;
using System.Net;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Protocols;
using ChaosLab.Proxy.Trust;

namespace ChaosLab.Proxy.Start;

/// <summary>Puts flags and environment together; flags come first. All that is wrong is said at once.</summary>
internal sealed class SettingsReader(Flags flags, IConfiguration environment)
{
    private const string StandardApi = "127.0.0.1:8474";

    private readonly List<string> _problems = [];

    /// <exception cref="StartException">Something is wrong.</exception>
    public ProxySettings Read()
    {
        var api = Try("the API", () => Api());
        var token = Try("the token", () => Token());
        var seed = flags.Seed ?? EnvironmentSeed();
        var edges = Edges();
        if (_problems.Count > 0) throw new StartException(string.Join('\n', _problems), StartException.WrongUse);
        return new ProxySettings(api!, token, flags.Engine, flags.DecisionFile, flags.Loops, seed, edges);
    }

    private IPEndPoint Api()
    {
        var text = flags.Api ?? environment["Proxy:Api"] ?? environment["ASPNETCORE_URLS"]?.Split(';')[0] ?? StandardApi;
        if (!text.Contains("://", StringComparison.Ordinal)) return ListenAddress.Parse(text);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp
            ? ListenAddress.Parse(url.Authority.Contains(':', StringComparison.Ordinal) ? url.Authority : $"{url.Host}:{url.Port}")
            : throw new AddressException($"'{text}' must be an http URL, such as http://127.0.0.1:8474");
    }

    private string? Token()
    {
        string? token;
        try
        {
            token = flags.TokenFile is { } file ? File.ReadAllText(file).Trim() : environment["Proxy:Token"] ?? environment["CHAOSLAB_PROXY_TOKEN"];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new AddressException($"--token-file cannot be read: {error.Message}");
        }

        if (string.IsNullOrEmpty(token) && flags.TokenFile is null) return null;
        return token?.Length >= AccessToken.LeastLength
            ? token
            : throw new AddressException($"it must have at least {AccessToken.LeastLength} characters");
    }

    private List<EdgeDefinition> Edges()
    {
        var edges = new List<EdgeDefinition>();
        if (flags.Listen is not null || flags.Upstream is not null)
        {
            if (flags.Upstream is null) _problems.Add("--upstream is missing: say where --listen leads to, such as --upstream 127.0.0.1:6379.");
            else Add(edges, "the edge", flags.Name ?? "edge", "", "", flags.Protocol ?? "tcp", flags.Listen ?? "", flags.Upstream);
        }
        else if (flags.Name is not null || flags.Protocol is not null)
        {
            _problems.Add($"{(flags.Name is null ? "--protocol" : "--name")} says nothing without an edge: say where one leads to, such as --upstream 127.0.0.1:6379.");
        }

        foreach (var section in environment.GetSection("Proxy:Edges").GetChildren())
        {
            var what = $"Proxy__Edges__{section.Key}";
            if (section["Name"] is not { Length: > 0 } name) _problems.Add($"{what}__Name is missing.");
            else if (section["Upstream"] is not { Length: > 0 } upstream) _problems.Add($"{what}__Upstream is missing.");
            else Add(edges, $"{what} ({name})", name, section["From"] ?? "", section["To"] ?? "", section["Protocol"] ?? "tcp", section["Listen"] ?? "", upstream);
        }

        _problems.AddRange(edges.GroupBy(edge => edge.Name).Where(same => same.Count() > 1).Select(same => $"Two edges have the name '{same.Key}'."));
        return edges;
    }

    private long? EnvironmentSeed()
    {
        if (environment["Proxy:Seed"] is not { Length: > 0 } text) return null;
        if (long.TryParse(text, CultureInfo.InvariantCulture, out var seed) && seed is >= 0 and <= Edge.MostSeed) return seed;
        _problems.Add($"Proxy__Seed is '{text}'; it must be a whole number from 0 to {Edge.MostSeed}.");
        return null;
    }

    private void Add(List<EdgeDefinition> edges, string what, string name, string from, string to, string protocol, string listen, string upstream)
    {
        if (!RequestCounters.Protocols.Contains(protocol))
            _problems.Add($"{what}: the protocol '{protocol}' is unknown; it must be one of {string.Join(", ", RequestCounters.Protocols)}.");
        var at = Try(what, () => ListenAddress.Parse(HostAndPort(listen)));
        var leadsTo = Try(what, () => UpstreamAddress.Parse(upstream));
        if (at is not null && leadsTo is not null) edges.Add(new EdgeDefinition(name, from, to, protocol, at, leadsTo, Seed: null, Enabled: true));
    }

    private static string HostAndPort(string listen)
        => Uri.TryCreate(listen, UriKind.Absolute, out var url) && url.Host.Length > 0 ? $"{url.Host}:{url.Port}" : listen;

    private T? Try<T>(string what, Func<T> read) where T : class?
    {
        try
        {
            return read();
        }
        catch (AddressException error)
        {
            _problems.Add($"{what}: {error.Message}.");
            return null;
        }
    }
}
