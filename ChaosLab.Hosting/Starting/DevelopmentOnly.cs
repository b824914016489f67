using Microsoft.Extensions.Hosting;

namespace ChaosLab.Hosting.Starting;

/// <summary>A lab breaks things, so it exists in development only.</summary>
internal static class DevelopmentOnly
{
    /// <exception cref="ChaosLabException">It is another environment.</exception>
    public static void Require(IHostEnvironment environment)
    {
        if (environment.IsDevelopment()) return;
        throw new ChaosLabException(
            $"A chaos lab starts only where DOTNET_ENVIRONMENT is Development; here it is {environment.EnvironmentName}. Start it with ./lab up, or set the variable.");
    }
}
