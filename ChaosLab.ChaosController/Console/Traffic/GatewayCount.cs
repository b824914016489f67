namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>How requests ended at one place of the gateway, since its start.</summary>
/// <param name="Ended">Requests that ended.</param>
/// <param name="Intercepted">Those of them that the gateway answered itself as a sign of life: no customer asked.</param>
/// <param name="ServerErrors">Answers with 5xx, the gateway's own among them.</param>
/// <param name="Unanswered">Requests that ended without an answer.</param>
internal sealed record GatewayCount(long Ended, long Intercepted, long ServerErrors, long Unanswered)
{
    public static GatewayCount None { get; } = new(0, 0, 0, 0);

    public GatewayCount Minus(GatewayCount other)
        => new(Ended - other.Ended, Intercepted - other.Intercepted, ServerErrors - other.ServerErrors, Unanswered - other.Unanswered);

    /// <summary>Whether any count is less than in another reading, as only a restart makes it.</summary>
    public bool IsBelow(GatewayCount other)
        => Ended < other.Ended || ServerErrors < other.ServerErrors || Unanswered < other.Unanswered || Intercepted < other.Intercepted;
}
