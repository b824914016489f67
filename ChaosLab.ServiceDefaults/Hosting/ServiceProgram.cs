using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChaosLab.ServiceDefaults;

/// <summary>The whole life of a service's program. What keeps it from starting is told in one line, without a stack trace.</summary>
public static partial class ServiceProgram
{
    /// <summary>Builds the service and runs it until it is told to stop.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="add">Adds what the service consists of.</param>
    /// <param name="map">Maps its routes; what must be there before the first request is made ready here.</param>
    /// <returns>The exit code: 0, or 1 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(map);
        var started = false;
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            add(builder);

            // Both log a failed start with its stack trace, and then throw it.
            foreach (var framework in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"])
                builder.Logging.AddFilter(framework, level => started && level >= LogLevel.Warning);

            await using var app = builder.Build();
            map(app);
            app.Lifetime.ApplicationStarted.Register(() => started = true);
            await app.RunAsync();
            return 0;
        }
        catch (Exception error) when (!started && IsWrongFromOutside(error))
        {
            await Console.Error.WriteLineAsync($"error: {Explain(error)}");
            return 1;
        }
    }

    // Settings that cannot be read or are refused, and what the machine does not give: ports, files.
    private static bool IsWrongFromOutside(Exception error) => error is ServiceStartException or OptionsValidationException
        or InvalidOperationException or FormatException or ArgumentException or IOException or UnauthorizedAccessException
        || error is AggregateException several && several.InnerExceptions.All(IsWrongFromOutside);

    private static string Explain(Exception error) => error switch
    {
        AggregateException several => string.Join(" ", several.InnerExceptions.Select(Explain).Distinct()),
        OptionsValidationException invalid => string.Join(" ", invalid.Failures.Select(failure => Annotation().Replace(failure, "$1"))),
        _ => error.Message,
    } switch
    {
        var text => text.ReplaceLineEndings(" ").Trim(),
    };

    // The framework names the class and the member around a message that names the setting.
    [GeneratedRegex("^DataAnnotation validation failed for '.*?' members: '.*?' with the error: '(.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Annotation();
}
