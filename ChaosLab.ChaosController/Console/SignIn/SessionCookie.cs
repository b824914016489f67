namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>The cookie that holds a session's secret. Cookies know no ports, so its name says whose it is.</summary>
internal static class SessionCookie
{
    public static string? Read(HttpContext context) => context.Request.Cookies[Name(context)];

    public static void Write(HttpContext context, string secret)
        => context.Response.Cookies.Append(Name(context), secret, Options(context, ConsoleSessions.Life));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context), Options(context, null));

    private static string Name(HttpContext context) => FormattableString.Invariant($"chaoslab-{context.Connection.LocalPort}");

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = life,
        IsEssential = true,
    };
}
