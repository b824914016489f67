using System.Globalization;
using ChaosLab.Payment.Fraud;
using ChaosLab.Payment.Ledger;
using ChaosLab.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.Payment.Charging;

/// <summary>The answers that are not a success.</summary>
internal static class Answers
{
    /// <summary>The simulated outage; truthful about an earlier charge, so that nobody takes it for undone.</summary>
    public static IResult Outage(bool charged) => Refused(new("payment outage", charged));

    /// <summary>The disk refused.</summary>
    public static IResult LedgerUnavailable(LedgerUnavailableException e) =>
        Refused(new("ledger unavailable", e.Charged));

    /// <summary>What the charge needed is away; only in the naive profile, which has no fallback.</summary>
    public static IResult DependencyFailed(DependencyException e) =>
        Problem(StatusCodes.Status500InternalServerError, $"Nothing was charged: '{e.Dependency}' failed ({e.Failure}), and the naive profile has no fallback.");

    public static IResult Invalid(Dictionary<string, string[]> errors) => TypedResults.ValidationProblem(errors);

    public static IResult UnknownKey(string key) => Problem(StatusCodes.Status404NotFound, $"No charge has the key '{key}'.");

    public static IResult Voided(string key) =>
        Problem(StatusCodes.Status409Conflict, $"The key '{key}' was voided before it was charged; it can never be charged.");

    public static IResult Conflicting(string key) =>
        Problem(StatusCodes.Status422UnprocessableEntity, $"The key '{key}' is in use for another amount or customer. Use a new key for another charge.");

    public static IResult Declined(FraudNote fraud) =>
        Problem(StatusCodes.Status402PaymentRequired, string.Create(CultureInfo.InvariantCulture,
            $"The charge was declined: fraud score {fraud.Score}, {FraudScore.Declined} or more is declined. It is a very large first purchase of a new account."));

    public static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    private static JsonHttpResult<Refusal> Refused(Refusal refusal) =>
        TypedResults.Json(refusal, PaymentJson.Default.Refusal, statusCode: StatusCodes.Status503ServiceUnavailable);
}
