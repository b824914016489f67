namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>One line of the answer to <c>POST /restore</c>; the last one has <see cref="Done"/>.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Done">Whether this is the last line.</param>
/// <param name="Success">On the last line: whether everything is healthy again.</param>
public sealed record RestoreProgress(DateTimeOffset? At, string Message, bool? Done = null, bool? Success = null);
