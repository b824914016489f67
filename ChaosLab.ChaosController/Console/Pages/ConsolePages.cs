using ChaosLab.ChaosController.Console.SignIn;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ChaosLab.ChaosController.Console.Pages;

/// <summary>
/// Serves the console: its files, and its one page for <c>/</c> and every deep link. Programs, which do not ask for
/// <c>text/html</c>, keep the JSON index.
/// </summary>
internal sealed class ConsolePages(RequestDelegate next, PagesDirectory directory)
{
    private const string Assets = "/assets";

    private static readonly string[] NoPages = ["/api", "/v1", "/openapi", "/health", "/alive", SignInApi.Path, Assets];

    private static readonly PlainPage NotBuilt = new(
        StatusCodes.Status503ServiceUnavailable, "The console's pages are not built",
        "They are built with the lab where node 20.19 or newer, or 22.12 or newer, and npm are on PATH; here they were not, or the packages could not be fetched.",
        "Install node, stop the lab (./lab down) and start it again (./lab up), which builds them.",
        "All else works meanwhile: the commands (./lab --help) and the API (/api, described by /openapi/v1.json).");

    /// <summary>Puts the console into the pipeline; after the guards.</summary>
    public static void Use(WebApplication app)
    {
        app.UseMiddleware<ConsolePages>();
        var directory = app.Services.GetRequiredService<PagesDirectory>();
        if (!directory.IsBuilt) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(directory.Path),
            OnPrepareResponse = file => Prepare(file.Context),
        });
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (!WantsPage(context)) return next(context);
        if (!directory.IsBuilt) return NotBuilt.ExecuteAsync(context);

        Prepare(context);
        return TypedResults.PhysicalFile(directory.Index, "text/html; charset=utf-8", lastModified: File.GetLastWriteTimeUtc(directory.Index)).ExecuteAsync(context);
    }

    private static bool WantsPage(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return false;
        if (!AcceptsHtml(request.Headers.Accept)) return false;
        return request.Path == "/" || (context.GetEndpoint() is null && !NoPages.Any(path => request.Path.StartsWithSegments(path)));
    }

    // Not */*, with which programs ask.
    private static bool AcceptsHtml(StringValues accept)
        => MediaTypeHeaderValue.TryParseList(accept, out var types) && types.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    private static void Prepare(HttpContext context)
    {
        // A file with a hash in its name never changes; every other one may with the next build.
        var hashed = context.Request.Path.StartsWithSegments(Assets);
        context.Response.Headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.Headers.ContentSecurityPolicy = PageHeaders.Policy;
    }
}
