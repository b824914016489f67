using ChaosLab.ChaosController.Experiments.Reading;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>The extension block <c>{"name": "chaoslab", …}</c>.</summary>
internal sealed record LabExtension
{
    /// <summary>The rows of the scenario table that the file makes true, such as <c>A8</c>.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Why it matters.</summary>
    public string? Why { get; init; }

    /// <summary>What a shop that withstands it does.</summary>
    public string? Expected { get; init; }

    /// <summary>What to do when it fails.</summary>
    public string? WhenItFails { get; init; }

    /// <summary>What the naive shop makes of it; null when the file does not say.</summary>
    public NaiveOutcome? Naive { get; init; }

    /// <summary>The load during the run; null means none.</summary>
    public LoadSpec? Load { get; init; }

    /// <summary>The objectives that the verdict checks; null means none beside the hypothesis and the ledger.</summary>
    public SloSpec? Slo { get; init; }

    public SafetySpec Safety { get; init; } = new();

    /// <summary>The same, its texts for people without secrets.</summary>
    public LabExtension Without(SecretMask secrets)
    {
        string? Shown(string? text) => text is null ? null : secrets.Apply(text);
        return this with
        {
            Rows = [.. Rows.Select(secrets.Apply)],
            Why = Shown(Why),
            Expected = Shown(Expected),
            WhenItFails = Shown(WhenItFails),
            Slo = Slo is { } slo ? slo with { Because = Shown(slo.Because) } : null,
            Safety = Safety with { ExcludedWindows = [.. Safety.ExcludedWindows.Select(window => window with { Because = Shown(window.Because) })] },
        };
    }
}
