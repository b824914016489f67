using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>Why a resource is not running, in the words of its snapshot.</summary>
internal static class FailureText
{
    /// <summary>The property that holds the reason of a failed start.</summary>
    public const string Reason = "resource.failureReason";

    /// <summary>The property that holds the last lines a resource printed before it ended.</summary>
    public const string LastLogLines = "resource.lastLogLines";

    public static string Of(CustomResourceSnapshot snapshot)
    {
        var parts = new List<string>();
        if (Value(snapshot, Reason) is string reason) parts.Add(reason);
        else if (snapshot.ExitCode is { } code) parts.Add($"It ended with exit code {code}.");
        if (Value(snapshot, LastLogLines) is IReadOnlyList<string> { Count: > 0 } lines)
            parts.Add($"Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines.Select(line => "    " + line))}");
        return string.Join(' ', parts);
    }

    private static object? Value(CustomResourceSnapshot snapshot, string name)
        => snapshot.Properties.IsDefault ? null : snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
