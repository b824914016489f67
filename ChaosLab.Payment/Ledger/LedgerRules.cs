namespace ChaosLab.Payment.Ledger;

/// <summary>Which entry a request leads to, and what an entry does; pure.</summary>
internal static class LedgerRules
{
    /// <summary>Decides a request on a key that stands at <paramref name="current"/>.</summary>
    /// <param name="current">Null when the key was never used.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="seq">The number of the entry, if there will be one.</param>
    /// <param name="at">Now.</param>
    /// <returns>What to answer, and the entry to write before that; null when nothing changes.</returns>
    public static (LedgerResult Result, LedgerEntry? Entry) Decide(Charge? current, LedgerRequest request, long seq, DateTimeOffset at) =>
        (request, current?.Status) switch
        {
            (LedgerRequest.TakeMoney wish, null) => (LedgerResult.Done, new(seq, at, EntryKind.Charged, wish.Key,
                PaymentId: NewId("pay_", at), Amount: wish.Amount, Customer: wish.Customer, Fraud: wish.Fraud)),
            (LedgerRequest.TakeMoney, EntryKind.Voided) => (LedgerResult.Voided, null),
            (LedgerRequest.TakeMoney wish, _) => (IsSame(wish, current!) ? LedgerResult.Repeated : LedgerResult.Conflicting, null),
            (LedgerRequest.GiveBack, null) => (LedgerResult.Done, new(seq, at, EntryKind.Voided, request.Key)),
            (LedgerRequest.GiveBack, EntryKind.Charged) => (LedgerResult.Done, new(seq, at, EntryKind.Refunded, request.Key,
                RefundId: NewId("ref_", at))),
            _ => (LedgerResult.Repeated, null),
        };

    /// <summary>Where the key stands after the entry.</summary>
    /// <exception cref="InvalidDataException">The entry cannot follow: no ledger writes it.</exception>
    public static Charge Apply(Charge? current, LedgerEntry entry) => (entry.Kind, current?.Status) switch
    {
        (EntryKind.Charged, null) => Charged(entry),
        (EntryKind.Refunded, EntryKind.Charged) when entry.RefundId is not null =>
            current! with { Status = EntryKind.Refunded, RefundId = entry.RefundId },
        (EntryKind.Voided, null) => new(entry.Key, EntryKind.Voided),
        _ => throw new InvalidDataException($"key '{entry.Key}' cannot become {entry.Kind} when it is {current?.Status.ToString() ?? "unused"}"),
    };

    private static Charge Charged(LedgerEntry entry) =>
        entry is { PaymentId: not null, Amount: > 0, Customer: not null }
            ? new(entry.Key, EntryKind.Charged, entry.PaymentId, null, entry.Amount, entry.Customer, entry.Fraud)
            : throw new InvalidDataException($"the charge of key '{entry.Key}' lacks its paymentId, amount or customer");

    private static bool IsSame(LedgerRequest.TakeMoney wish, Charge charge) =>
        wish.Amount == charge.Amount && wish.Customer == charge.Customer;

    private static string NewId(string prefix, DateTimeOffset at) => prefix + Guid.CreateVersion7(at).ToString("N");
}
