using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A value that could not be put in, which is told elsewhere: the rules say nothing more about it.</summary>
internal sealed class UnknownNode(Position position) : Node(position)
{
    public override long Size => 1;

    public override string Sort => "unknown";

    public override JsonNode? ToJson() => null;
}
