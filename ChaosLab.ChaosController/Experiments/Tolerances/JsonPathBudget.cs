namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>How many values one search may look at, nested filters included, so that no path keeps a run waiting.</summary>
internal sealed class JsonPathBudget
{
    private int _left = 2_000_000;

    /// <summary>Takes one; false when there is none left.</summary>
    public bool TryTake() => --_left >= 0;

    /// <summary>Whether the search was cut short.</summary>
    public bool IsSpent => _left < 0;
}
