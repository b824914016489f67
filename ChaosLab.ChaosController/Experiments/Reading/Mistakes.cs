using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Collects what is wrong in a file, so that all of it is told at once.</summary>
/// <param name="file">The file's name.</param>
internal sealed class Mistakes(string file)
{
    private readonly HashSet<Mistake> _found = [];

    public bool Any => _found.Count > 0;

    /// <summary>In the order of the file; nothing twice, although a value may be read through several references.</summary>
    public IReadOnlyList<Mistake> InOrder => [.. _found.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column).ThenBy(mistake => mistake.Message, StringComparer.Ordinal)];

    public void Add(Node node, string message) => Add(node.Position, node.Path, message);

    public void Add(Position position, string path, string message)
        => _found.Add(new Mistake(file, position.Line, position.Column, Wording.Short(path, 200), message));
}
