namespace ChaosLab.ChaosController.Running;

/// <summary>A run is not started; the message says why and what to do. Nothing was done.</summary>
internal sealed class RunRefusedException(string message) : Exception(message);
