namespace ChaosLab.ChaosController.Console.Pages;

/// <summary>What a browser is told of every answer: to take it as what it says it is, and to tell nobody where it was.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    /// <summary>The Content-Security-Policy of the console's pages: everything comes from this service, and nothing is inline.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";

            // Another site's page must not take an answer as its own image or script.
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
