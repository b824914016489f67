namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>What a resource command answered.</summary>
/// <param name="Success">Whether it did what it says.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record CommandOutcome(bool Success, string? Message);
