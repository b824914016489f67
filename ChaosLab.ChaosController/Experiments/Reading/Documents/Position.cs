namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A place in a text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
internal readonly record struct Position(int Line, int Column);
