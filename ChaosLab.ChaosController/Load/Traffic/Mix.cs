namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>Draws operations by their weights.</summary>
internal sealed class Mix
{
    /// <summary>The operations there are, in the order of their numbers.</summary>
    public static readonly IReadOnlyList<string> Operations = ["browse", "search", "purchase", "return", "orders"];

    private readonly double[] _upTo;

    /// <param name="weights">By operation; those that are not named have none.</param>
    /// <exception cref="ArgumentException">An operation is unknown, a weight is negative, or all are 0.</exception>
    public Mix(IReadOnlyDictionary<string, double> weights)
    {
        foreach (var (operation, weight) in weights)
        {
            if (!Operations.Contains(operation))
                throw new ArgumentException($"The mix names '{operation}'; there is only {string.Join(", ", Operations)}.");
            if (!(weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentException($"The mix gives {operation} the weight {weight}; it must be 0 or more.");
        }

        _upTo = new double[Operations.Count];
        var sum = 0.0;
        for (var i = 0; i < _upTo.Length; i++) _upTo[i] = sum += weights.GetValueOrDefault(Operations[i]);
        if (sum == 0) throw new ArgumentException("The mix has no operation with a weight above 0.");
    }

    /// <summary>The number of one operation.</summary>
    public int Draw(Random random)
    {
        var at = random.NextDouble() * _upTo[^1];
        var operation = 0;
        while (at >= _upTo[operation]) operation++;
        return operation;
    }
}
