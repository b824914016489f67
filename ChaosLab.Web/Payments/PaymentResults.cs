namespace ChaosLab.Web.Payments;

/// <summary>What became of a wish to charge.</summary>
internal abstract record ChargeResult
{
    /// <summary>The money is taken.</summary>
    public sealed record Charged(string PaymentId) : ChargeResult;

    /// <summary>The key was voided before; it can never be charged.</summary>
    public sealed record Voided : ChargeResult;

    /// <summary>Certainly no money was taken.</summary>
    /// <param name="Overloaded">Because too many charges are under way here; trying later helps.</param>
    public sealed record NotCharged(bool Overloaded) : ChargeResult;

    /// <summary>An attempt got no answer: it may have been executed, or may yet be.</summary>
    public sealed record MayBeCharged : ChargeResult;
}

/// <summary>What became of a wish to give money back.</summary>
internal abstract record RefundResult
{
    /// <summary>The charge is refunded.</summary>
    public sealed record Refunded(string RefundId) : RefundResult;

    /// <summary>There was no charge, and there never will be one.</summary>
    public sealed record Voided : RefundResult;
}

/// <summary>A charge as the payment service knows it.</summary>
internal sealed record ChargeState(ChargeStatus Status, string? PaymentId);

/// <summary>The statuses of the payment service's contract, and the absence of a charge.</summary>
internal enum ChargeStatus
{
    None,
    Charged,
    Refunded,
    Voided,
}
