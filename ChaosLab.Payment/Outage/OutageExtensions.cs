using System.Diagnostics;
using ChaosLab.Payment.Charging;
using ChaosLab.ServiceDefaults;
using ChaosLab.ServiceDefaults.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace ChaosLab.Payment.Outage;

/// <summary>The simulated outage: <c>FAIL_MODE=1</c> at start, <c>/fail-mode</c> at run time.</summary>
internal static partial class OutageExtensions
{
    /// <summary>The kind of fault that the lab calls it.</summary>
    private const string Kind = "outage";

    public static void AddFailMode(this IHostApplicationBuilder builder)
    {
        var startsOn = builder.Configuration["FAIL_MODE"] is "1" or "true";
        builder.Services.AddSingleton(services =>
        {
            var failMode = new FailMode(services.GetRequiredService<TimeProvider>());
            failMode.Set(startsOn, duration: null);
            return failMode;
        });
        builder.AddFailModeHealth();
    }

    public static void MapFailMode(this WebApplication app)
    {
        app.MapGet("/fail-mode", (FailMode failMode) => TypedResults.Json(failMode.Status, PaymentJson.Default.FailModeStatus)).AsFaultSwitch();

        app.MapPut("/fail-mode", async (HttpRequest http, FailMode failMode, BearerToken token) =>
        {
            if (!token.IsIn(http.Headers.Authorization))
            {
                http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
                return Answers.Problem(StatusCodes.Status401Unauthorized, "Changing the fail mode needs the lab's token: Authorization: Bearer <Lab:Token>.");
            }

            var (command, problem) = await RequestBody.ReadAsync(http, PaymentJson.Default.FailModeCommand);
            if (command is null)
                return problem!;
            if (command.Errors() is { Count: > 0 } errors)
                return Answers.Invalid(errors);

            TimeSpan? duration = command.ForSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            if (command.Enabled!.Value && http.Headers.IfMatch == "*")
            {
                // A lease that is renewed, once a second: nothing is switched, and one that is over stays over.
                if (http.HttpContext.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
                    span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
                return failMode.Renew(duration) is { } renewed
                    ? TypedResults.Json(renewed, PaymentJson.Default.FailModeStatus)
                    : Answers.Problem(StatusCodes.Status412PreconditionFailed, "The fail mode is off, so there is none to renew.");
            }

            var status = failMode.Set(
                command.Enabled!.Value, duration,
                command.Fault is { Length: > 0 } fault ? new FaultMark(new FaultOrigin(fault, command.Run), Kind, app.Logger) : null);
            LogSwitched(app.Logger, status switch
            {
                { IsOn: false } => "off",
                { Until: { } until } => $"on until {until:O}",
                _ => "on until it is lifted",
            });
            return (IResult)TypedResults.Json(status, PaymentJson.Default.FailModeStatus);
        }).AsFaultSwitch();
    }

    [LoggerMessage(LogLevel.Warning, "The fail mode is {Mode}")]
    private static partial void LogSwitched(ILogger logger, string mode);
}
