namespace ChaosLab.ChaosController.Console.LoadControl;

/// <summary>A load is not started now.</summary>
/// <param name="message">Why, and what to do.</param>
internal sealed class LoadRefusedException(string message) : Exception(message);
