using System.Globalization;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary>Reads the arguments of a query, and notes what is wrong with them.</summary>
internal sealed class QueryArguments
{
    private const int StandardLimit = 200;
    private const int MostLimit = 1000;
    private const int LongestText = 200;

    private readonly List<string> _wrong = [];
    private string? _unknownRun;

    /// <summary>What to answer instead: 400 with every value that is wrong, or 404 for a run that is not known here; null when all is well.</summary>
    public ProblemHttpResult? Problem
        => _wrong.Count > 0 ? TypedResults.Problem(string.Join(" ", _wrong), statusCode: StatusCodes.Status400BadRequest, title: "A value is wrong")
            : _unknownRun is { } run ? TypedResults.Problem(
                $"This service has run no '{run}', so its time is not known here; ask with from and to.", statusCode: StatusCodes.Status404NotFound, title: "No such run")
            : null;

    public int Limit(string? limit) => Whole("limit", limit, 1, MostLimit) ?? StandardLimit;

    public int? Whole(string name, string? text, int least, int most)
        => string.IsNullOrEmpty(text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
            : Wrong<int?>(name, text, $"a whole number from {least} to {most}");

    public double? Milliseconds(string name, string? text)
        => string.IsNullOrEmpty(text) ? null
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : Wrong<double?>(name, text, "a number of ms, 0 or more");

    public bool? Flag(string name, string? text)
        => string.IsNullOrEmpty(text) ? null : bool.TryParse(text, out var value) ? value : Wrong<bool?>(name, text, "true or false");

    public string? Text(string name, string? text)
        => string.IsNullOrEmpty(text) ? null : text.Length <= LongestText ? text : Wrong<string?>(name, text, $"at most {LongestText} characters");

    public string Required(string name, string? text) => Text(name, text) ?? Wrong<string?>(name, text, "given") ?? "";

    public TraceId? Trace(string name, string? text)
        => string.IsNullOrEmpty(text) ? null : TraceId.Parse(text) ?? Wrong<TraceId?>(name, text, "32 hexadecimal digits");

    public DateTimeOffset? Time(string name, string? text)
        => string.IsNullOrEmpty(text) ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value
            : Wrong<DateTimeOffset?>(name, text, "an ISO 8601 time such as 2026-11-21T19:30:00Z (write a + as %2B)");

    /// <summary>The time that is asked for: within both the given ends and the run's own.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Window(string? from, string? to, string? run, RunRegistry runs)
    {
        var (first, last) = (Time("from", from), Time("to", to));
        if (Text("run", run) is not { } id) return (first, last);
        if (runs.Find(id) is not { } known)
        {
            _unknownRun = id;
            return (first, last);
        }

        return (first > known.StartedAt ? first : known.StartedAt, last < known.EndedAt ? last : known.EndedAt ?? last);
    }

    private T? Wrong<T>(string name, string? text, string rule)
    {
        var shown = text is { Length: > 40 } ? text[..40] + "…" : text;
        _wrong.Add($"{name} is '{shown}'; it must be {rule}.");
        return default;
    }
}
