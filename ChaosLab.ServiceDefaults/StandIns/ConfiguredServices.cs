using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ChaosLab.ServiceDefaults.StandIns;

/// <summary>The addresses of services by name: <c>services:{name}:{scheme or endpoint}:{index}</c>, in turn.</summary>
internal sealed class ConfiguredServices
{
    private readonly IConfiguration _configuration;
    private readonly ConcurrentDictionary<(string Host, string Scheme), Uri[]> _known = new();
    private uint _turn;

    public ConfiguredServices(IConfiguration configuration)
    {
        _configuration = configuration;
        ChangeToken.OnChange(configuration.GetReloadToken, _known.Clear);
    }

    /// <summary>Where a request goes; as it is if its host is not a configured service.</summary>
    public Uri Resolve(Uri uri)
    {
        var addresses = _known.GetOrAdd((uri.Host, uri.Scheme), static (key, self) => self.Find(key.Host, key.Scheme), this);
        if (addresses.Length == 0) return uri;

        var address = addresses[Interlocked.Increment(ref _turn) % (uint)addresses.Length];
        return new UriBuilder(uri) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
    }

    /// <summary>The first key that has addresses gives all of them.</summary>
    private Uri[] Find(string host, string scheme)
    {
        var (name, keys) = Split(host, scheme);
        return keys.Select(key => Addresses(_configuration.GetSection($"services:{name}:{key}"), scheme.Split('+')[^1]))
            .FirstOrDefault(addresses => addresses.Length > 0) ?? [];
    }

    /// <summary><c>http://_admin.payment</c> asks for the endpoint <c>admin</c> of <c>payment</c>; <c>https+http://</c> prefers https.</summary>
    private static (string Name, string[] Keys) Split(string host, string scheme)
        => host.StartsWith('_') && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? (host[(dot + 1)..], [host[1..dot]])
            : (host, [.. scheme.Split('+'), "default"]);

    private static Uri[] Addresses(IConfigurationSection section, string scheme)
        => [.. section.GetChildren().Select(child => child.Value).Prepend(section.Value).OfType<string>()
            .Select(value => new Uri(value.Contains("://", StringComparison.Ordinal) ? value : $"{scheme}://{value}"))];
}
