using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.StandIns;

/// <summary>The addresses of services by name: <c>services:{name}:{scheme or endpoint}:{index}</c>, in turn.</summary>
internal sealed class ConfiguredServices(IConfiguration configuration)
{
    private uint _turn;

    /// <summary>Where a request goes; as it is if its host is not a configured service.</summary>
    public Uri Resolve(Uri uri)
    {
        var (name, endpoint) = Split(uri);
        var addresses = endpoint.SelectMany(key => configuration.GetSection($"services:{name}:{key}").GetChildren())
            .Select(child => child.Value).OfType<string>().ToArray();
        if (addresses.Length == 0) return uri;

        var address = new Uri(addresses[Interlocked.Increment(ref _turn) % (uint)addresses.Length]);
        return new UriBuilder(uri) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
    }

    /// <summary><c>http://_admin.payment</c> asks for the endpoint <c>admin</c> of <c>payment</c>; <c>https+http://</c> prefers https.</summary>
    private static (string Name, string[] Keys) Split(Uri uri)
    {
        var host = uri.Host;
        return host.StartsWith('_') && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? (host[(dot + 1)..], [host[1..dot]])
            : (host, uri.Scheme.Split('+'));
    }
}
