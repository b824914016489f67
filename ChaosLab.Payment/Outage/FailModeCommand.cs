namespace ChaosLab.Payment.Outage;

/// <summary>The body of <c>PUT /fail-mode</c>.</summary>
/// <param name="Enabled">Required.</param>
/// <param name="ForSeconds">When switching on: above 0, at most 3,600, which it is when not given.</param>
/// <param name="Fault">The lab's id of the fault that it is, for traces and logs; at most 200 characters.</param>
/// <param name="Run">The run that injected it; at most 200 characters.</param>
internal sealed record FailModeCommand(bool? Enabled, double? ForSeconds, string? Fault = null, string? Run = null)
{
    public const double MaxSeconds = 3600;
    public const int MaxIdLength = 200;

    /// <summary>What is wrong with it, by field; empty when nothing is.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (Enabled is null)
            errors["enabled"] = ["must be true or false"];
        if (ForSeconds is { } seconds && !(seconds > 0 && seconds <= MaxSeconds))
            errors["forSeconds"] = [$"must be above 0 and at most {MaxSeconds}"];
        if (Fault?.Length > MaxIdLength)
            errors["fault"] = [$"must have at most {MaxIdLength} characters"];
        if (Run?.Length > MaxIdLength)
            errors["run"] = [$"must have at most {MaxIdLength} characters"];
        return errors;
    }
}
