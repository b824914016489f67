namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A text is no document: reading it ends here.</summary>
/// <param name="position">Where it goes wrong.</param>
/// <param name="message">What is wrong, one sentence.</param>
internal sealed class DocumentException(Position position, string message) : Exception(message)
{
    public Position Position { get; } = position;
}
