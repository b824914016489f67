using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>One probe or action.</summary>
internal sealed record Activity
{
    public required ActivityType Type { get; init; }

    /// <summary>Its name, for the journal and for people.</summary>
    public required string Name { get; init; }

    /// <summary>How it is carried out.</summary>
    public required Provider Provider { get; init; }

    /// <summary>What a probe of the hypothesis must answer; null elsewhere.</summary>
    public Tolerance? Tolerance { get; init; }

    /// <summary>Whether the next activity starts without waiting for this one.</summary>
    public bool Background { get; init; }

    /// <summary>How long to wait before it; zero or more.</summary>
    public TimeSpan PauseBefore { get; init; }

    /// <summary>How long to wait after it; zero or more.</summary>
    public TimeSpan PauseAfter { get; init; }

    /// <summary>Hooks around it.</summary>
    public IReadOnlyList<Control> Controls { get; init; } = [];

    /// <summary>As the file has it, before substitution, for the journal.</summary>
    public required JsonObject Source { get; init; }
}
