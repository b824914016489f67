namespace ChaosLab.ChaosController.Console.Live;

/// <summary>One event for who watches.</summary>
/// <param name="Name"><c>snapshot</c> first, then <c>update</c>; <c>ping</c> when there was nothing to say for some time.</param>
/// <param name="Data">A <see cref="LiveSnapshot"/>, a <see cref="LiveUpdate"/>, or for a ping a <see cref="LiveUpdate"/> that says only whether the AppHost answers.</param>
internal sealed record LiveEvent(string Name, object Data);
