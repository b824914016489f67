namespace ChaosLab.Payment.Outage;

/// <summary>The body of <c>PUT /fail-mode</c>.</summary>
/// <param name="Enabled">Required.</param>
/// <param name="ForSeconds">When switching on: above 0, at most 86,400; until lifted when not given.</param>
internal sealed record FailModeCommand(bool? Enabled, double? ForSeconds)
{
    public const double MaxSeconds = 86_400;

    /// <summary>What is wrong with it, by field; empty when nothing is.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (Enabled is null)
            errors["enabled"] = ["must be true or false"];
        if (ForSeconds is { } seconds && !(seconds > 0 && seconds <= MaxSeconds))
            errors["forSeconds"] = [$"must be above 0 and at most {MaxSeconds}"];
        return errors;
    }
}
