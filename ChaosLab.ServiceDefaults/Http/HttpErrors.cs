using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Http;

/// <summary>The status of an exception that nobody handled.</summary>
internal static class HttpErrors
{
    public static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DependencyException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
