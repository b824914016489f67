using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A value of a document, with its place: JSON and YAML both become this tree, and the rules read only it.</summary>
/// <param name="position">Where the value begins.</param>
internal abstract class Node(Position position)
{
    private Node? _parent;
    private string _step = "";

    public Position Position { get; } = position;

    /// <summary>How many values it holds, itself included; an alias counts as often as it is used.</summary>
    public abstract long Size { get; }

    /// <summary>What it is, for messages: <c>a text</c>, <c>an object</c>.</summary>
    public abstract string Sort { get; }

    /// <summary>The way from the root, such as <c>$.method[0].name</c>; an aliased value is named where it is defined.</summary>
    public string Path
    {
        get
        {
            var steps = new Stack<string>();
            for (var node = this; node is not null; node = node._parent) steps.Push(node._step);
            return "$" + string.Concat(steps);
        }
    }

    /// <summary>A copy as plain JSON.</summary>
    public abstract JsonNode? ToJson();

    /// <summary>Says which value holds this one; the first holder stays.</summary>
    internal void BelongTo(Node parent, string step)
    {
        if (_parent is not null || ReferenceEquals(parent, this)) return;
        _parent = parent;
        _step = Wording.Short(step, 100);
    }

    /// <summary>Stands where another value stood, as the result of a substitution.</summary>
    internal void TakePlaceOf(Node other)
    {
        if (other._parent is null) return;
        BelongTo(other._parent, other._step);
    }
}
