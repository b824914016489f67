using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Benchmarks.Load;

/// <summary>
/// The server that load generators are measured at, a process of its own: answers every GET of <c>/</c>, and notes when it
/// came. <c>/count</c> tells how many came; <c>/arrivals?rate=N</c> tells how they came, and forgets them.
/// </summary>
internal static class ArrivalServer
{
    private static readonly byte[] Hello = "Hello World!"u8.ToArray();

    /// <summary>Serves on a port of this machine until it is ended.</summary>
    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        var arrivals = new Arrivals();
        app.Run(context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/":
                    arrivals.Note();
                    context.Response.ContentLength = Hello.Length;
                    return context.Response.Body.WriteAsync(Hello).AsTask();
                case "/count":
                    return context.Response.WriteAsJsonAsync(arrivals.Count);
                default:
                    return context.Response.WriteAsJsonAsync(
                        arrivals.Take(double.Parse(context.Request.Query["rate"].ToString(), CultureInfo.InvariantCulture)));
            }
        });
        await app.RunAsync();
        return 0;
    }
}
