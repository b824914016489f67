namespace ChaosLab.ChaosController.Running;

/// <summary>An activity could not be carried out; the message says why, in one sentence.</summary>
internal sealed class ActivityFailedException(string message) : Exception(message);
