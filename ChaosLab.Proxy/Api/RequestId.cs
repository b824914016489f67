namespace ChaosLab.Proxy.Api;

/// <summary>Gives every answer a name of its own, in the header that Toxiproxy uses for it.</summary>
internal sealed class RequestId(RequestDelegate next)
{
    private const string Header = "X-Toxiproxy-Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers[Header] = Guid.CreateVersion7().ToString("N");
        return next(context);
    }
}
