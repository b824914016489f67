using System.Diagnostics;
using ChaosLab.Payment.Charging;
using ChaosLab.ServiceDefaults;
using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.Payment.Outage;

/// <summary>The simulated outage: <c>FAIL_MODE=1</c> at start, <c>/fail-mode</c> at run time. Both exist in Development only.</summary>
internal static partial class OutageExtensions
{
    /// <summary>The kind of fault that the lab calls it.</summary>
    private const string Kind = "outage";

    public static void AddFailMode(this IHostApplicationBuilder builder)
    {
        var startsOn = builder.Configuration["FAIL_MODE"] is "1" or "true";
        if (startsOn && !builder.Environment.IsDevelopment())
            throw new ServiceStartException("FAIL_MODE is set, which lets payment refuse every charge, but this is no Development environment; unset it.");

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
        if (!app.Environment.IsDevelopment())
            return;

        app.MapGet("/fail-mode", (HttpRequest http, FailMode failMode) => Stranger(http)
            ?? (IResult)TypedResults.Json(failMode.Status, PaymentJson.Default.FailModeStatus)).AsFaultSwitch();
        app.MapPut("/fail-mode", async (HttpRequest http, FailMode failMode, BearerToken token) => (Stranger(http) ?? Unknown(http, token))
            ?? await SwitchAsync(http, failMode, app.Logger)).AsFaultSwitch();
    }

    private static ProblemHttpResult? Stranger(HttpRequest http)
        => LoopbackCaller.Refusal(http) is { } stranger ? Answers.Problem(StatusCodes.Status403Forbidden, stranger) : null;

    private static ProblemHttpResult? Unknown(HttpRequest http, BearerToken token)
    {
        if (token.IsIn(http.Headers.Authorization))
            return null;
        http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.Problem(StatusCodes.Status401Unauthorized, "Changing the fail mode needs the lab's token: Authorization: Bearer <Lab:Token>.");
    }

    private static async Task<IResult> SwitchAsync(HttpRequest http, FailMode failMode, ILogger logger)
    {
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
            command.Fault is { Length: > 0 } fault ? new FaultMark(new FaultOrigin(fault, command.Run), Kind, logger) : null);
        LogSwitched(logger, status.IsOn ? $"on until {status.Until:O}" : "off");
        return TypedResults.Json(status, PaymentJson.Default.FailModeStatus);
    }

    [LoggerMessage(LogLevel.Warning, "The fail mode is {Mode}")]
    private static partial void LogSwitched(ILogger logger, string mode);
}
