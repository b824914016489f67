using ChaosLab.Payment.Fraud;
using ChaosLab.Payment.Ledger;
using ChaosLab.Payment.Outage;

namespace ChaosLab.Payment.Charging;

/// <summary>Takes money once per key: fail mode, fraud check, ledger.</summary>
internal sealed class ChargeHandler(PaymentLedger ledger, FailMode failMode, FraudCheck fraudCheck, FeatureUpdates features)
{
    /// <summary>Handles a valid request.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing was acknowledged.</exception>
    public async Task<IResult> HandleAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        var (key, amount, customer) = (request.Key!, request.Amount!.Value, request.Customer ?? ChargeRequest.DefaultCustomer);
        if (failMode.Refuses())
            return Answers.Outage(await ledger.HoldsChargeAsync(key));

        var fraud = ledger.Find(key)?.Fraud ?? await fraudCheck.AssessAsync(customer, amount, cancellationToken);
        if (fraud.Score >= FraudScore.Declined)
            return Answers.Declined(fraud);

        var answer = await ledger.PostAsync(new LedgerRequest.TakeMoney(key, amount, customer, fraud));
        if (answer.Result == LedgerResult.Done)
            features.Count(customer);

        return answer.Result switch
        {
            LedgerResult.Voided => Answers.Voided(key),
            LedgerResult.Conflicting => Answers.Conflicting(key),
            _ => TypedResults.Json(ChargeAnswer.Of(answer.Charge!), PaymentJson.Default.ChargeAnswer),
        };
    }
}
