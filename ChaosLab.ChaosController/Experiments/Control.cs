namespace ChaosLab.ChaosController.Experiments;

/// <summary>A hook: an activity that is run before or after what it is attached to. It never changes the outcome.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Provider">How it is carried out: process or http.</param>
/// <param name="Scope"><c>before</c>, <c>after</c>, or null for both.</param>
/// <param name="Automatic">Whether a control of the experiment is applied to every activity as well.</param>
internal sealed record Control(string Name, Provider Provider, string? Scope, bool Automatic);
