using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Trust;

namespace ChaosLab.ChaosController.Probing;

/// <summary>
/// Carries out the <c>http</c> provider: one request to this machine, answered by <c>{status, headers, body}</c>. A body is parsed when
/// its content type says JSON; one larger than 1 MiB is cut, and <c>note</c> says so. Redirects are followed on this machine only.
/// </summary>
internal static class HttpActivity
{
    private const int MostRedirects = 10;

    /// <summary>As many are tried at once; a server that is away for longer is not called in a busy loop.</summary>
    private const int RetriesAtOnce = 10;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends the request.</summary>
    /// <returns>The answer; not succeeded when none came in time or its status is another than expected.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ActivityAnswer> RunAsync(HttpProvider provider, CancellationToken ct)
    {
        if (LoopbackAddress.Problem(provider.Url) is { } problem) return ActivityAnswer.Failed(problem);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (provider.Timeout is { } timeout) limit.CancelAfter(timeout);
        try
        {
            return await SendAsync(provider, limit.Token);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            // The handler has a time-out of its own for connecting.
            return ActivityAnswer.Failed(limit.IsCancellationRequested
                ? $"{provider.Url} did not answer within {provider.Timeout!.Value.TotalSeconds:0.###} s."
                : error.InnerException is TimeoutException ? $"Connecting to {provider.Url} took longer than {provider.ConnectTimeout!.Value.TotalSeconds:0.###} s." : error.Message);
        }
        catch (HttpRequestException error)
        {
            return ActivityAnswer.Failed($"{provider.Url} could not be called: {error.Message}");
        }
        catch (IOException error)
        {
            return ActivityAnswer.Failed($"{provider.Url} broke off its answer: {error.Message}");
        }
    }

    private static async Task<ActivityAnswer> SendAsync(HttpProvider provider, CancellationToken ct)
    {
        using var client = CreateClient(provider);
        var address = HttpArguments.Address(provider);
        var method = new HttpMethod(provider.Method);
        for (var redirects = 0; ; redirects++)
        {
            using var response = await SendOnceAsync(client, provider, address, method, ct);
            if (Redirect(response, address) is not { } next) return await ReadAsync(provider, response, ct);
            if (!LoopbackAddress.IsLoopback(next)) return ActivityAnswer.Failed($"{address} redirects to '{next.Host}', which is not this machine; that is not followed.");
            if (redirects == MostRedirects) return ActivityAnswer.Failed($"{provider.Url} redirects more than {MostRedirects} times.");

            // RFC 9110, section 15.4: these are followed with a GET, as browsers and Chaos Toolkit do.
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther && method != HttpMethod.Head) method = HttpMethod.Get;
            address = next;
        }
    }

    private static async Task<HttpResponseMessage> SendOnceAsync(
        HttpClient client, HttpProvider provider, Uri address, HttpMethod method, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = HttpArguments.Request(provider, address, method);
            try
            {
                return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            }
            catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError && attempt < provider.MaxRetries)
            {
                ct.ThrowIfCancellationRequested();
                if (attempt >= RetriesAtOnce) await Task.Delay(RetryPause, ct);
            }
        }
    }

    private static HttpClient CreateClient(HttpProvider provider)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = provider.ConnectTimeout ?? Timeout.InfiniteTimeSpan,
            ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, ct),
        };
        // The file says so, of a server on this machine: self-signed certificates are usual there.
#pragma warning disable CA5359
        if (!provider.VerifyTls) handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // Names are not looked up: whatever a resolver says, only this machine is reached.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken ct)
    {
        IPAddress[] addresses = IPAddress.TryParse(host.Host.Trim('[', ']'), out var literal) ? [literal] : [IPAddress.Loopback, IPAddress.IPv6Loopback];
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], host.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri from)
        => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && response.Headers.Location is { } location && new Uri(from, location) is { Scheme: "http" or "https" } next ? next : null;

    private static async Task<ActivityAnswer> ReadAsync(HttpProvider provider, HttpResponseMessage response, CancellationToken ct)
    {
        var body = new BoundedOutput();
        await using (var stream = await response.Content.ReadAsStreamAsync(ct)) await body.ReadAsync(stream, stopWhenFull: true, ct);
        var headers = new JsonObject();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        var status = (int)response.StatusCode;
        var output = new JsonObject { ["status"] = status, ["headers"] = headers, ["body"] = Body(body, response.Content.Headers.ContentType?.MediaType) };
        if (body.IsCut) output["note"] = "The body is cut at 1 MiB.";
        return provider.ExpectedStatus is { } expected && expected != status
            ? ActivityAnswer.Failed($"{provider.Url} answered with status {status}; expected was {expected}.", output)
            : new ActivityAnswer(true, output, null, body.Text);
    }

    private static JsonNode? Body(BoundedOutput body, string? mediaType)
    {
        var text = body.Text;
        var json = mediaType is not null && (mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        if (!json || body.IsCut) return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
