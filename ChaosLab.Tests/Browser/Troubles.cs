using Microsoft.Playwright;
using Shouldly;

namespace ChaosLab.Tests.Browser;

/// <summary>What goes wrong in a page while a test looks at it: errors, refused or failed requests, requests to anywhere else.</summary>
internal sealed class Troubles
{
    private readonly Lock _lock = new();
    private readonly List<string> _seen = [];
    private readonly List<string> _expected = [];
    private readonly string _origin;

    public Troubles(IPage page, string origin)
    {
        _origin = origin;

        // A violation of the Content-Security-Policy is an error of the console as well.
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => Add($"exception: {error}");
        page.Request += (_, request) => LookAt(request);
        page.RequestFailed += (_, request) => Fail(request);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) Add($"{response.Status}: {response.Request.Method} {response.Url}");
        };
    }

    /// <summary>Says that a trouble with this text is meant to happen.</summary>
    public void Expect(string part)
    {
        lock (_lock) _expected.Add(part);
    }

    public void ShouldBeNone()
    {
        string[] left;
        lock (_lock) left = [.. _seen.Where(seen => !_expected.Any(part => seen.Contains(part, StringComparison.Ordinal)))];
        left.ShouldBeEmpty();
    }

    private void LookAt(IRequest request)
    {
        var isOwn = request.Url.StartsWith(_origin + "/", StringComparison.Ordinal)
            || request.Url.StartsWith("data:", StringComparison.Ordinal) || request.Url.StartsWith("blob:", StringComparison.Ordinal);
        if (!isOwn) Add($"outside: {request.Method} {request.Url}");
    }

    // A stream that a page left open ends with the page.
    private void Fail(IRequest request)
    {
        if (request.Failure is not "net::ERR_ABORTED") Add($"failed: {request.Method} {request.Url} {request.Failure}");
    }

    private void Add(string trouble)
    {
        lock (_lock) _seen.Add(trouble);
    }
}
