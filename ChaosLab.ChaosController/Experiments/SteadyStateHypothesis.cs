namespace ChaosLab.ChaosController.Experiments;

/// <summary>A measurable claim of normal: every probe is within its tolerance.</summary>
/// <param name="Title">The claim in words.</param>
/// <param name="Probes">Each has a tolerance.</param>
/// <param name="Controls">Hooks around each check.</param>
internal sealed record SteadyStateHypothesis(string Title, IReadOnlyList<Activity> Probes, IReadOnlyList<Control> Controls);
