using System.Globalization;
using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads single values; each answers null, and tells why, when the value is not what it must be.</summary>
internal sealed class Values(Mistakes mistakes)
{
    public Mistakes Mistakes { get; } = mistakes;

    /// <summary>A text that is not empty.</summary>
    public string? Text(Node node, string name)
    {
        if (node is ScalarNode { Text: { } text } && !string.IsNullOrWhiteSpace(text)) return text;
        return Refuse<string>(node, name, "a text that is not empty");
    }

    public bool? Flag(Node node, string name) => (node as ScalarNode)?.Flag ?? RefuseValue<bool>(node, name, "true or false");

    public double? Number(Node node, string name, NumberRange range)
        => node is ScalarNode { Number: { } number } && range.Holds(number) ? number : RefuseValue<double>(node, name, range.ToString());

    /// <summary>A number of seconds, or a text such as <c>200ms</c>.</summary>
    public TimeSpan? Duration(Node node, string name, DurationRange range)
    {
        var read = node switch
        {
            ScalarNode { Number: { } seconds } when Math.Abs(seconds) <= 1e9 => TimeSpan.FromSeconds(seconds),
            ScalarNode { Text: { } text } => DurationOf(text),
            _ => (TimeSpan?)null,
        };
        if (read is { } duration && range.Holds(duration)) return duration;
        return RefuseValue<TimeSpan>(node, name, $"a duration of {range}: a number of seconds, or a text such as \"500ms\", \"30s\" or \"2m\"");
    }

    /// <summary>One of a few words.</summary>
    public string? Choice(Node node, string name, IReadOnlyList<string> words)
    {
        if (node is ScalarNode { Text: { } text })
        {
            if (words.Contains(text, StringComparer.Ordinal)) return text;
            var meant = Wording.Misspelt(text, words) is { } near ? $" Did you mean '{near}'?" : "";
            Mistakes.Add(node, $"'{name}' is '{Wording.Short(text)}'; it must be {string.Join(" or ", words)}.{meant}");
            return null;
        }

        return Refuse<string>(node, name, string.Join(" or ", words));
    }

    public MapNode? Map(Node node, string name) => node as MapNode ?? Refuse<MapNode>(node, name, "an object");

    public ListNode? List(Node node, string name) => node as ListNode ?? Refuse<ListNode>(node, name, "a list");

    /// <summary>A list of texts that are not empty.</summary>
    public IReadOnlyList<string>? Texts(Node node, string name)
    {
        if (List(node, name) is not { } list) return null;
        var texts = list.Items.Select(item => Text(item, $"an entry of '{name}'")).ToArray();
        return texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    /// <summary>A text, number or boolean as text.</summary>
    public string? Plain(Node node, string name)
        => node is ScalarNode { Value: not null } scalar ? PlainText(scalar) : Refuse<string>(node, name, "a text, a number, or true or false");

    /// <summary>A scalar as text, as JSON writes it.</summary>
    public static string PlainText(ScalarNode scalar) => scalar.Value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    public T? Refuse<T>(Node node, string name, string expected) where T : class
    {
        Tell(node, name, expected);
        return null;
    }

    private T? RefuseValue<T>(Node node, string name, string expected) where T : struct
    {
        Tell(node, name, expected);
        return null;
    }

    private void Tell(Node node, string name, string expected)
    {
        if (node is UnknownNode) return;
        var written = node is ScalarNode { Value: not null } scalar
            ? scalar.Text is { } text ? $"\"{Wording.Short(text)}\"" : PlainText(scalar)
            : node.Sort;
        var subject = name.Contains('\'', StringComparison.Ordinal) ? char.ToUpperInvariant(name[0]) + name[1..] : $"'{name}'";
        Mistakes.Add(node, $"{subject} is {written}; it must be {expected}.");
    }

    private static TimeSpan? DurationOf(string text)
    {
        if (text.Trim() is "0" or "0ms" or "0s" or "0m" or "0h") return TimeSpan.Zero;
        return Shell.Duration.TryParse(text, out var duration, out _) ? duration : null;
    }
}
