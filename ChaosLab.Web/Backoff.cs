namespace ChaosLab.Web;

/// <summary>Delays that double with every failure in a row, up to a longest one.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int failures;

    /// <summary>Whether the failure just counted is the first in a row.</summary>
    public bool IsFirst => failures == 1;

    /// <summary>Counts a failure and says how long to wait.</summary>
    public TimeSpan Next()
    {
        failures++;
        var delay = first * Math.Pow(2, Math.Min(failures - 1, 30));
        return delay < longest ? delay : longest;
    }

    /// <summary>Starts over.</summary>
    /// <returns>Whether there had been failures.</returns>
    public bool Reset()
    {
        var hadFailed = failures > 0;
        failures = 0;
        return hadFailed;
    }
}
