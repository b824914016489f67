namespace ChaosLab.Hosting.Faults.Journal;

/// <summary>One line of the fault journal, written before the act it tells of, or once it is known.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Id">The fault, unique together with <paramref name="Run"/>.</param>
/// <param name="Run">The run of the lab.</param>
/// <param name="Step">
/// <c>intent</c> and <c>undo</c> before the act; after it <c>acted</c>, <c>stuck</c> when its removal is not proven, <c>left</c> when the
/// lab stopped meanwhile. <c>undone</c>, <c>refused</c> (nothing was done) and <c>ended</c> (with what held it) close it.
/// </param>
/// <param name="Kind">The kind of the catalogue.</param>
/// <param name="Target">What it acts on.</param>
/// <param name="Who">Who injected it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Settings">The kind's settings.</param>
/// <param name="EndsAt">When it ends by itself; null means not by time.</param>
/// <param name="Result">The state and what was said.</param>
internal sealed record FaultEntry(
    DateTimeOffset At,
    string Id,
    string Run,
    string Step,
    string Kind,
    string Target,
    string? Who = null,
    string? Reason = null,
    IReadOnlyDictionary<string, string>? Settings = null,
    DateTimeOffset? EndsAt = null,
    string? Result = null);
