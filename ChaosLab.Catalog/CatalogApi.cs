using ChaosLab.Catalog.Products;
using ChaosLab.Catalog.Reading;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.Catalog;

/// <summary><c>GET /products</c>, <c>GET /products/{id}</c>, <c>GET /search</c>.</summary>
internal static class CatalogApi
{
    /// <summary>Longest text that is searched for, in characters.</summary>
    public const int MaxSearchLength = 100;

    private const int MaxIdLength = 100;

    private static readonly CatalogQuery Everything = new CatalogQuery.Everything();

    public static void MapCatalog(this WebApplication app)
    {
        app.MapGet("/products", (HttpContext http, CatalogReader reader) => AnswerAsync(http, reader, Everything));

        app.MapGet("/products/{id}", (HttpContext http, string id, CatalogReader reader) =>
            id.Length <= MaxIdLength && !id.Any(char.IsControl)
                ? AnswerAsync(http, reader, new CatalogQuery.One(id))
                : NotFound(http));

        app.MapGet("/search", (HttpContext http, CatalogReader reader) =>
            SearchText(http.Request) is { } text
                ? AnswerAsync(http, reader, new CatalogQuery.Search(text))
                : Problem(http, StatusCodes.Status400BadRequest, $"Say what to search for: q with 1 to {MaxSearchLength} characters, once."));
    }

    private static async Task AnswerAsync(HttpContext http, CatalogReader reader, CatalogQuery query)
    {
        Page page;
        try
        {
            page = await reader.ReadAsync(query, http.RequestAborted);
        }
        catch (DependencyException e)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsJsonAsync(new("catalog unavailable", e.Dependency), CatalogJson.Default.CatalogUnavailable);
            return;
        }

        http.Response.Headers["X-Cache"] = Header(page.Origin);
        if (page.Body is null)
        {
            await NotFound(http);
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = page.Body.Length;
        await http.Response.Body.WriteAsync(page.Body, http.RequestAborted);
    }

    private static string? SearchText(HttpRequest request) =>
        request.Query["q"] is [{ } value] && value.Trim() is { Length: > 0 and <= MaxSearchLength } text && !text.Any(char.IsControl)
            ? text
            : null;

    private static string Header(PageOrigin origin) => origin switch
    {
        PageOrigin.Hit => "hit",
        PageOrigin.Miss => "miss",
        _ => "stale",
    };

    private static Task NotFound(HttpContext http) => Problem(http, StatusCodes.Status404NotFound, "There is no such product.");

    private static Task Problem(HttpContext http, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(http);
}
