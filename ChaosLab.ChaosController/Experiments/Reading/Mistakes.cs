using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Collects what is wrong in a file, so that all of it is told at once.</summary>
/// <param name="file">The file's name.</param>
internal sealed class Mistakes(string file)
{
    /// <summary>How many are told; suggestions for more would take their time.</summary>
    public const int Most = 1000;

    private readonly HashSet<Mistake> _found = [];
    private Mistake? _last;
    private SecretMask _mask = new([]);

    public bool Any => _found.Count > 0;

    /// <summary>In the order of the file; nothing twice, although a value may be read through several references.</summary>
    public IReadOnlyList<Mistake> InOrder => [.. Sorted, .. _last is { } last ? [last] : Array.Empty<Mistake>()];

    private IEnumerable<Mistake> Sorted => _found.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column).ThenBy(mistake => mistake.Message, StringComparer.Ordinal);

    /// <summary>From now on these are hidden in what is told.</summary>
    public void Hide(IEnumerable<string> secrets) => _mask = new SecretMask(secrets);

    /// <exception cref="TooManyMistakesException">There are more than <see cref="Most"/>.</exception>
    public void Add(Node node, string message) => Add(node.Position, node.Path, message);

    /// <exception cref="TooManyMistakesException">There are more than <see cref="Most"/>.</exception>
    public void Add(Position position, string path, string message)
    {
        var mistake = new Mistake(file, position.Line, position.Column, Wording.Short(path, 200), _mask.Apply(message));
        if (_found.Count < Most || _found.Contains(mistake))
        {
            _found.Add(mistake);
            return;
        }

        _last = mistake with { Path = "$", Message = $"There are more than {Most} mistakes; the others are not told." };
        throw new TooManyMistakesException();
    }
}
