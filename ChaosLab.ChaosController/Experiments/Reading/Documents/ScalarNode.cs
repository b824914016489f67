using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>A text, a number, true or false, or nothing.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="value">A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, finite <see cref="double"/>, or null.</param>
internal sealed class ScalarNode(Position position, object? value) : Node(position)
{
    public object? Value { get; } = value;

    public string? Text => Value as string;

    public bool? Flag => Value as bool?;

    /// <summary>The number, whether it was written whole or not.</summary>
    public double? Number => Value switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    };

    public override long Size => 1;

    public override string Sort => Value switch
    {
        null => "null",
        string => "a text",
        bool => "true or false",
        _ => "a number",
    };

    public override JsonNode? ToJson() => Value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long whole => JsonValue.Create(whole),
        _ => JsonValue.Create((double)Value),
    };
}
