using ChaosLab.Payment.Ledger;
using ChaosLab.Payment.Outage;

namespace ChaosLab.Payment.Charging;

/// <summary>Gives money back once, or makes sure that it is never taken.</summary>
internal sealed class RefundHandler(PaymentLedger ledger, FailMode failMode)
{
    /// <summary>Handles a valid request.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing was acknowledged.</exception>
    public async Task<IResult> HandleAsync(RefundRequest request)
    {
        if (failMode.Refuses())
            return Answers.Outage(await ledger.HoldsChargeAsync(request.Key!));

        var answer = await ledger.PostAsync(new LedgerRequest.GiveBack(request.Key!));
        return TypedResults.Json(RefundAnswer.Of(answer.Charge!), PaymentJson.Default.RefundAnswer);
    }
}
