using System.Globalization;
using System.Text;
using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Gateway;

/// <summary>Writes HAProxy's configuration.</summary>
internal static class HaProxyConfiguration
{
    /// <summary>A path that HAProxy answers itself: it tells whether the gateway runs, not whether the shop does.</summary>
    public const string AlivePath = "/gateway/alive";

    /// <summary>
    /// The end of the name of a backend that takes the lab's own requests to the same servers, so that HAProxy counts them apart from those of
    /// customers; ChaosLab.ChaosController, GatewayCounters, leaves them out.
    /// </summary>
    public const string OwnSuffix = ".lab";

    private static readonly (int Status, string Title, string Error)[] Errors =
    [
        (400, "Bad Request", "bad request"),
        (408, "Request Timeout", "the request did not arrive in time"),
        (500, "Internal Server Error", "gateway error"),
        (502, "Bad Gateway", "shop unavailable"),
        (503, "Service Unavailable", "shop unavailable"),
        (504, "Gateway Timeout", "shop unavailable"),
    ];

    public static string Write(GatewayPlan plan)
    {
        var text = new StringBuilder();
        Global(text, plan);
        Defaults(text);
        Frontend(text, plan);
        foreach (var route in plan.Routes)
        {
            Backend(text, route);
            OwnBackend(text, route);
        }

        return text.ToString();
    }

    private static void Global(StringBuilder text, GatewayPlan plan)
    {
        text.Append("""
            global
                log stdout format raw daemon notice
                maxconn 4000
                nbthread 2
                hard-stop-after 3s

            """);
        if (plan.StatsSocket is { } socket) text.Append(CultureInfo.InvariantCulture, $"    stats socket {Quoted(socket)} mode 600 level admin\n");
        text.Append('\n');
    }

    private static void Defaults(StringBuilder text)
    {
        text.Append("""
            defaults
                mode http
                log global
                option dontlognull
                option forwardfor
                timeout connect 1s
                timeout client 30s
                timeout server 10s
                timeout queue 2s
                timeout check 1s
                timeout http-request 10s
                timeout http-keep-alive 30s
                # A refused connection carried nothing, so it is tried on another server whatever the request is.
                option redispatch 1
                retries 3
                retry-on conn-failure empty-response
                # A request can be sent again only if all of it is here when it is first sent.
                option http-buffer-request

            """);
        foreach (var (status, title, error) in Errors)
        {
            var body = $$"""{"type":"about:blank","title":"{{title}}","status":{{status}},"error":"{{error}}"}""";
            var retry = status is 502 or 503 or 504 ? " hdr Retry-After 1" : "";
            text.Append(CultureInfo.InvariantCulture, $"    http-error status {status} content-type application/problem+json string '{body}'{retry}\n");
        }

        text.Append('\n');
    }

    private static void Frontend(StringBuilder text, GatewayPlan plan)
    {
        text.Append(CultureInfo.InvariantCulture, $"""
            frontend gateway
                bind {plan.BindAddress}:{plan.BindPort}
                monitor-uri {AlivePath}

            """);

        // A request whose answer never came may have been carried out: it is sent again only if that does no harm.
        text.Append("""
                acl safe method GET HEAD OPTIONS
                acl keyed req.hdr(Idempotency-Key) -m found
                http-request disable-l7-retry if !safe !keyed

            """);

        // Signs of life and canaries are the lab's, and no customer's.
        text.Append(CultureInfo.InvariantCulture, $"""
                acl own path /health /alive
                acl own req.hdr({CanaryHandler.Header}) -m found

            """);
        foreach (var route in plan.Routes.Where(route => route.Paths.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"    acl to_{route.Name} path {string.Join(' ', route.Paths)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    acl to_{route.Name} path_beg {string.Join(' ', route.Paths.Select(path => path.TrimEnd('/') + "/"))}\n");
            text.Append(CultureInfo.InvariantCulture, $"    use_backend {route.Name}{OwnSuffix} if to_{route.Name} own\n");
            text.Append(CultureInfo.InvariantCulture, $"    use_backend {route.Name} if to_{route.Name}\n");
        }

        if (plan.Routes.FirstOrDefault(route => route.Paths.Count == 0) is { } rest)
        {
            text.Append(CultureInfo.InvariantCulture, $"    use_backend {rest.Name}{OwnSuffix} if own\n");
            text.Append(CultureInfo.InvariantCulture, $"    default_backend {rest.Name}\n");
        }

        text.Append('\n');
    }

    private static void Backend(StringBuilder text, GatewayRoute route)
    {
        // Two failed checks in a row, the second one sooner: a dead server leaves within a second, and rejoins as quickly. A process that has just
        // started is slow until its code has run once, so its share of the requests grows to the full one over some seconds.
        text.Append(CultureInfo.InvariantCulture, $"""
            backend {route.Name}
                balance roundrobin
                option httpchk
                http-check send meth GET uri /health ver HTTP/1.1 hdr Host localhost hdr Connection close
                http-check expect status 200
                default-server check inter 500ms fastinter 250ms downinter 500ms fall 2 rise 1 slowstart 10s

            """);
        foreach (var server in route.Servers)
        {
            text.Append(CultureInfo.InvariantCulture, $"    server {server.Name} {server.Address}:{server.Port}\n");
        }

        text.Append('\n');
    }

    // Its servers are up and down with those of the route: they are checked once.
    private static void OwnBackend(StringBuilder text, GatewayRoute route)
    {
        text.Append(CultureInfo.InvariantCulture, $"backend {route.Name}{OwnSuffix}\n    balance roundrobin\n");
        foreach (var server in route.Servers)
        {
            text.Append(CultureInfo.InvariantCulture, $"    server {server.Name} {server.Address}:{server.Port} track {route.Name}/{server.Name}\n");
        }

        text.Append('\n');
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
