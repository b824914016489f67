namespace ChaosLab.Payment.Ledger;

/// <summary>What a caller wants of one key.</summary>
internal abstract record LedgerRequest(string Key)
{
    /// <summary>Take the money, unless it was taken or the key is voided.</summary>
    public sealed record TakeMoney(string Key, decimal Amount, string Customer, FraudNote Fraud) : LedgerRequest(Key);

    /// <summary>Give the money back, or make sure that it is never taken.</summary>
    public sealed record GiveBack(string Key) : LedgerRequest(Key);

    /// <summary>Say where the key stands once everything decided before is durable.</summary>
    public sealed record Ask(string Key) : LedgerRequest(Key);

    /// <summary>Prove that the disk takes writes; changes nothing.</summary>
    public sealed record Prove() : LedgerRequest("");
}
