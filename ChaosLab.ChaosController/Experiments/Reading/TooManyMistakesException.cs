namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>A file has so many mistakes that reading it ends.</summary>
internal sealed class TooManyMistakesException() : Exception($"More than {Mistakes.Most} mistakes.");
