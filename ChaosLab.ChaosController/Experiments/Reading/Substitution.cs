using System.Text;
using System.Text.RegularExpressions;
using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>
/// Puts values of the configuration and of secrets where <c>${name}</c> or <c>$name</c> stands, as Chaos Toolkit does: a text that is
/// nothing else becomes the value with its type, <c>$$</c> is a plain <c>$</c>, values are not searched again.
/// </summary>
/// <param name="values">The values by name; an <see cref="UnknownNode"/> for one that could not be read.</param>
/// <param name="mistakes">Is told of names that there are not.</param>
internal sealed partial class Substitution(IReadOnlyDictionary<string, Node> values, Mistakes mistakes)
{
    private const int MostCharacters = 4 * DocumentLimits.Bytes;

    private long _characters;
    private long _values;

    /// <summary>The value with everything put in; the same one when there was nothing to do.</summary>
    /// <param name="node">The value.</param>
    /// <param name="foreign">Whether a <c>${name}</c> that resembles no known name stays, because it may be meant for a program.</param>
    public Node Apply(Node node, bool foreign = false)
    {
        switch (node)
        {
            case ScalarNode { Text: { } text } when text.Contains('$', StringComparison.Ordinal):
                return ApplyText(node, text, foreign);
            case MapNode map:
                var entries = map.Entries.Select(entry => (Old: entry, New: Apply(entry.Value, foreign))).ToArray();
                return entries.All(entry => ReferenceEquals(entry.Old.Value, entry.New)) ? map : Placed(map, new MapNode(
                    map.Position, [.. entries.Select(entry => entry.Old with { Value = entry.New })]));
            case ListNode list:
                var items = list.Items.Select(item => Apply(item, foreign)).ToArray();
                return items.Zip(list.Items).All(pair => ReferenceEquals(pair.First, pair.Second)) ? list : Placed(list, new ListNode(list.Position, items));
            default:
                return node;
        }
    }

    private Node ApplyText(Node place, string text, bool foreign)
    {
        if (Reference().Match(text) is { Success: true } whole && whole.Length == text.Length && NameOf(whole) is { } only)
        {
            return values.TryGetValue(only, out var value) ? Copy(value, place) : Missing(place, text, whole, foreign);
        }

        var result = new StringBuilder();
        var end = 0;
        var known = true;
        foreach (Match match in Reference().Matches(text))
        {
            result.Append(text, end, match.Index - end);
            end = match.Index + match.Length;
            if (NameOf(match) is not { } name) result.Append('$');
            else if (!values.TryGetValue(name, out var value)) known &= Missing(place, match.Value, match, foreign) is not UnknownNode && Keep(result, match);
            else if (value is ScalarNode scalar) result.Append(Values.PlainText(scalar));
            else if (value is UnknownNode) known = false;
            else result.Append(value.ToJson()?.ToJsonString());
            if (!Afford(result.Length, place)) return Placed(place, new UnknownNode(place.Position));
        }

        result.Append(text, end, text.Length - end);
        _characters += result.Length;
        return Placed(place, known ? new ScalarNode(place.Position, result.ToString()) : new UnknownNode(place.Position));
    }

    private static bool Keep(StringBuilder result, Match match)
    {
        result.Append(match.Value);
        return true;
    }

    /// <summary>What stands for a name that there is not: the text itself where that is right, else nothing known.</summary>
    private Node Missing(Node place, string text, Match match, bool foreign)
    {
        var name = NameOf(match)!;
        var near = Wording.Misspelt(name, values.Keys);
        // Without braces it is rarely meant as a reference: regular expressions and passwords have such signs.
        var stays = !match.Groups["braced"].Success || (foreign && near is null);
        if (stays) return Placed(place, new ScalarNode(place.Position, text));

        var meant = near is null ? "" : $" Did you mean '{near}'?";
        mistakes.Add(place, $"Neither the configuration nor the secrets have '{Wording.Short(name)}'.{meant} To keep the text as it is, write $${{{Wording.Short(name)}}}.");
        return Placed(place, new UnknownNode(place.Position));
    }

    private Node Copy(Node value, Node place)
    {
        _values += value.Size;
        if (!Afford(0, place)) return Placed(place, new UnknownNode(place.Position));
        return Placed(place, At(value, place.Position));
    }

    private static Node At(Node value, Position position) => value switch
    {
        MapNode map => new MapNode(position, [.. map.Entries.Select(entry => new MapEntry(entry.Name, position, At(entry.Value, position)))]),
        ListNode list => new ListNode(position, [.. list.Items.Select(item => At(item, position))]),
        ScalarNode scalar => new ScalarNode(position, scalar.Value),
        _ => new UnknownNode(position),
    };

    private bool Afford(long characters, Node place)
    {
        if (_characters + characters <= MostCharacters && _values <= DocumentLimits.Values) return true;
        mistakes.Add(place, "With the values put in, the experiment is too large.");
        return false;
    }

    private static Node Placed(Node place, Node node)
    {
        node.TakePlaceOf(place);
        return node;
    }

    private static string? NameOf(Match match)
        => match.Groups["braced"] is { Success: true } braced ? braced.Value : match.Groups["named"] is { Success: true } named ? named.Value : null;

    [GeneratedRegex(@"\$(?:\$|(?<named>[A-Za-z_][A-Za-z0-9_]*)|\{(?<braced>[A-Za-z_][A-Za-z0-9_-]*)\})", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
