using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults;

/// <summary>Whether the shop uses its resilience patterns (<c>Lab:Profile</c>).</summary>
/// <param name="Name"><c>resilient</c> or <c>naive</c>.</param>
public sealed record LabProfile(string Name)
{
    /// <summary>The patterns are on.</summary>
    public static LabProfile Resilient { get; } = new("resilient");

    /// <summary>The patterns are off, so that one can see what they are for.</summary>
    public static LabProfile Naive { get; } = new("naive");

    /// <summary>Whether the patterns are off.</summary>
    public bool IsNaive => Name == Naive.Name;

    /// <summary>The profile of a configuration; resilient if it names none.</summary>
    /// <exception cref="InvalidOperationException">It names another.</exception>
    public static LabProfile Of(IConfiguration configuration) => configuration["Lab:Profile"]?.ToLowerInvariant() switch
    {
        null or "" or "resilient" => Resilient,
        "naive" => Naive,
        var other => throw new InvalidOperationException($"Lab:Profile is '{other}'; it must be 'resilient' or 'naive'."),
    };
}
