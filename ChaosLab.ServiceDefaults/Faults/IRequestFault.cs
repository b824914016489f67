using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault that acts on the requests this service gets.</summary>
internal interface IRequestFault : IServiceFault
{
    /// <summary>Handles the request, or has it handled by <paramref name="next"/>.</summary>
    Task InvokeAsync(HttpContext context, RequestDelegate next);
}
