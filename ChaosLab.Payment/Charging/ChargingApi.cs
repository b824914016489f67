using ChaosLab.Payment.Ledger;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment.Charging;

/// <summary><c>POST /charge</c>, <c>POST /refund</c>, <c>GET /charges/{key}</c>.</summary>
internal static class ChargingApi
{
    public static void AddCharging(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChargeHandler>();
        builder.Services.AddSingleton<RefundHandler>();
    }

    public static void MapCharging(this WebApplication app)
    {
        var api = app.MapGroup("").AddEndpointFilter(AnswerForFailures);

        api.MapPost("/charge", async (HttpRequest http, ChargeHandler handler) =>
        {
            var (request, problem) = await RequestBody.ReadAsync(http, PaymentJson.Default.ChargeRequest);
            if (request is null)
                return problem!;
            var errors = request.Errors();
            return errors.Count > 0 ? Answers.Invalid(errors) : await handler.HandleAsync(request, http.HttpContext.RequestAborted);
        });

        api.MapPost("/refund", async (HttpRequest http, RefundHandler handler) =>
        {
            var (request, problem) = await RequestBody.ReadAsync(http, PaymentJson.Default.RefundRequest);
            if (request is null)
                return problem!;
            var errors = request.Errors();
            return errors.Count > 0 ? Answers.Invalid(errors) : await handler.HandleAsync(request);
        });

        api.MapGet("/charges/{key}", async (string key, PaymentLedger ledger) =>
            (await ledger.PostAsync(new LedgerRequest.Ask(key))).Charge is { } charge
                ? TypedResults.Json(ChargeView.Of(charge), PaymentJson.Default.ChargeView)
                : Answers.UnknownKey(key));
    }

    private static async ValueTask<object?> AnswerForFailures(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (LedgerUnavailableException e)
        {
            return Answers.LedgerUnavailable(e);
        }
        catch (DependencyException e)
        {
            return Answers.DependencyFailed(e);
        }
    }
}
