using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads Chaos Toolkit's <c>process</c> provider.</summary>
internal static class ProcessProviderReader
{
    /// <param name="map">The provider, values put in.</param>
    /// <param name="context">What the file shares.</param>
    public static ProcessProvider? Read(MapNode map, ReadingContext context)
    {
        var fields = new Fields(map, context.Values, "the process provider", own: false, "type", "path", "arguments", "timeout", "secrets");
        var path = fields.NeedText("path");
        var arguments = fields.Find("arguments") is { } node ? ReadArguments(node, context.Values) : [];
        var timeout = fields.Duration("timeout", DurationRange.Usual);
        if (path is null || arguments is null) return null;
        if (context.ProblemOfProgram?.Invoke(path) is { } problem) context.Mistakes.Add(fields.Find("path")!, problem);
        if (!path.Contains('\0', StringComparison.Ordinal) && !arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            return new ProcessProvider(path, arguments, timeout);
        }

        context.Mistakes.Add(map, "A path or an argument holds a NUL character.");
        return null;
    }

    private static IReadOnlyList<string>? ReadArguments(Node node, Values values)
    {
        switch (node)
        {
            case UnknownNode:
                return null;
            case ScalarNode { Text: { } text }:
                if (ShellWords.TrySplit(text, out var words, out var problem)) return words;
                values.Mistakes.Add(node, $"'arguments' cannot be split into words: {problem}.");
                return null;
            case ScalarNode { Value: not null } scalar:
                return [Values.PlainText(scalar)];
            // A name and its value follow each other, as in Chaos Toolkit.
            case MapNode map:
                return Complete(map.Entries.SelectMany(entry => new[] { entry.Name, ReadArgument(entry.Value, values) }));
            case ListNode list:
                return Complete(list.Items.Select(item => ReadArgument(item, values)));
            default:
                values.Refuse<object>(node, "arguments", "a text, a list or an object");
                return null;
        }
    }

    private static string? ReadArgument(Node node, Values values)
        => node is ScalarNode { Value: null } ? "" : values.Plain(node, "an entry of 'arguments'");

    // Empty arguments are left out, as in Chaos Toolkit.
    private static string[]? Complete(IEnumerable<string?> arguments)
    {
        var all = arguments.ToArray();
        return all.Contains(null) ? null : [.. all.Where(argument => argument is { Length: > 0 })!];
    }
}
