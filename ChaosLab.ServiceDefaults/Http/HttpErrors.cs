using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Http;

/// <summary>The status of an exception that nobody handled.</summary>
internal static class HttpErrors
{
    public static int StatusOf(Exception error)
        => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
}
