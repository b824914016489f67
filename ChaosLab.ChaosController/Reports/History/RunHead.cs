using System.Text.Json;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports.History;

/// <summary>What a list shows of a record; reading only this of <c>run.json</c> is many times quicker than reading all.</summary>
internal sealed record RunHead
{
    public required int SchemaVersion { get; init; }

    public required string Title { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Rows { get; init; } = [];

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required int Seed { get; init; }

    public required LabHead Lab { get; init; }

    public required JudgementHead Judgement { get; init; }

    /// <summary>Reads it; null when the file is no record, or one of a newer layout.</summary>
    public static RunHead? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RunHead>(File.ReadAllBytes(file), RecordJson.Options) is { SchemaVersion: <= RunJson.KnownSchemaVersion } head ? head : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="Profile">The lab's profile.</param>
    internal sealed record LabHead(string? Profile);

    /// <param name="Verdict">How the run ended.</param>
    internal sealed record JudgementHead(Verdict Verdict);
}
