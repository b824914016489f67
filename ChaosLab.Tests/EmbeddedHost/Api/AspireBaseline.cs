using System.Reflection;

namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>
/// Reads the signatures of Aspire: a line for each type, then an indented line for each member. Lines marked as experimental do not count.
/// </summary>
internal static class AspireBaseline
{
    private const string Experimental = " [experimental ";

    /// <summary>All of the baseline files of this folder.</summary>
    public static IReadOnlyDictionary<string, ApiType> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return Read(assembly.GetManifestResourceNames()
            .Where(name => name.Contains("AspireBaseline", StringComparison.Ordinal))
            .SelectMany(name => Lines(assembly.GetManifestResourceStream(name)!)));
    }

    public static IReadOnlyDictionary<string, ApiType> Read(IEnumerable<string> lines)
    {
        var types = new Dictionary<string, ApiType>();
        (string Head, List<string> Members)? current = null;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (line[0] != ' ')
            {
                Close();
                current = (line, []);
            }
            else if (!line.Contains(Experimental, StringComparison.Ordinal))
            {
                current!.Value.Members.Add(line.Trim());
            }
        }

        Close();
        return types;

        void Close()
        {
            if (current is not { } open || open.Head.Contains(Experimental, StringComparison.Ordinal)) return;

            var read = Parse(open.Head, open.Members);
            // A supplement adds members to a type of the list.
            types[read.Name] = types.TryGetValue(read.Name, out var known)
                ? known with { Bases = [.. known.Bases.Union(read.Bases)], Members = [.. known.Members, .. read.Members] }
                : read;
        }
    }

    private static ApiType Parse(string head, List<string> members)
    {
        var parts = head.Split(" : ", 2);
        var space = KindLength(parts[0]);
        return new ApiType(parts[0][..space], parts[0][(space + 1)..], parts.Length > 1 ? SplitOutsideBrackets(parts[1]) : [], members);
    }

    // The name may hold blanks between type arguments; the kind's last word comes before the first word with a dot in it.
    private static int KindLength(string declaration) => declaration.LastIndexOf(' ', declaration.IndexOf('.', StringComparison.Ordinal));

    private static List<string> SplitOutsideBrackets(string list)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '<') depth++;
            else if (list[i] == '>') depth--;
            else if (list[i] == ',' && depth == 0)
            {
                parts.Add(list[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(list[start..].Trim());
        return parts;
    }

    private static IEnumerable<string> Lines(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
