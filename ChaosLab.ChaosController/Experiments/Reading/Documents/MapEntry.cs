namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A name of an object and its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Position">Where the name begins.</param>
/// <param name="Value">The value.</param>
internal sealed record MapEntry(string Name, Position Position, Node Value);
