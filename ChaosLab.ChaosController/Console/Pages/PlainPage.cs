using System.Text;
using System.Text.Encodings.Web;

namespace ChaosLab.ChaosController.Console.Pages;

/// <summary>A page of a heading and a few paragraphs, for when the console's own pages are not there.</summary>
internal sealed class PlainPage(int status, string heading, params string[] paragraphs) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = PageHeaders.Policy;
        return response.WriteAsync(Html(), Encoding.UTF8, httpContext.RequestAborted);
    }

    private string Html()
    {
        var title = HtmlEncoder.Default.Encode(heading);
        var text = string.Concat(paragraphs.Select(paragraph => $"<p>{HtmlEncoder.Default.Encode(paragraph)}</p>\n"));
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} - ChaosLab</title></head>
            <body>
            <main>
            <h1>{title}</h1>
            {text}</main>
            </body>
            </html>

            """;
    }
}
