using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load.Traffic;

namespace ChaosLab.ChaosController.Console.LoadControl;

/// <summary>The body of <c>POST /api/load</c>.</summary>
/// <param name="Rate">Requests per second, 1 to 1000.</param>
/// <param name="Seconds">How long, 5 to 3600.</param>
/// <param name="Mix">Weights of <c>browse</c>, <c>search</c>, <c>purchase</c>, <c>return</c>, <c>orders</c>; the usual ones when left out.</param>
internal sealed record LoadOrder(double? Rate, double? Seconds, IReadOnlyDictionary<string, double>? Mix = null)
{
    private const double MostRate = 1000;
    private const double LeastSeconds = 5;
    private const double MostSeconds = 3600;

    /// <summary>What is wrong with it, in one sentence; null when nothing is.</summary>
    public string? Problem()
    {
        if (Rate is not (>= 1 and <= MostRate)) return $"'rate' must be a number of requests per second from 1 to {MostRate}.";
        if (Seconds is not (>= LeastSeconds and <= MostSeconds)) return $"'seconds' must be a number from {LeastSeconds} to {MostSeconds}.";
        try
        {
            _ = new Mix(Mix ?? LoadSpec.StandardMix);
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }

    /// <summary>What the generator is to do.</summary>
    public LoadSpec ToSpec() => new()
    {
        Phases = [new LoadPhase(ArrivalPattern.Constant, Rate!.Value, null, TimeSpan.FromSeconds(Seconds!.Value))],
        Mix = Mix ?? LoadSpec.StandardMix,
    };
}
