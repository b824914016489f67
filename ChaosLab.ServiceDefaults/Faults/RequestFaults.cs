using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Leads each request through the faults that act on requests, the oldest outermost.</summary>
internal sealed class RequestFaults(RequestDelegate next, ActiveFaults faults)
{
    public Task InvokeAsync(HttpContext context) => InvokeAsync(context, faults.Now, 0);

    private Task InvokeAsync(HttpContext context, IServiceFault[] active, int index)
    {
        while (index < active.Length)
        {
            if (active[index++] is not IRequestFault fault) continue;
            var following = index;
            return fault.InvokeAsync(context, inner => InvokeAsync(inner, active, following));
        }

        return next(context);
    }
}
