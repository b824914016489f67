using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Puts what a file says into messages: bounded in length, on one line.</summary>
internal static class Wording
{
    private const int LongestName = 60;

    // Names in a message; the schema and ./lab fault list tell all of them.
    private const int MostKnown = 40;

    /// <summary>The text, cut and without control characters.</summary>
    public static string Short(string text, int longest = LongestName)
    {
        var cut = text.Length <= longest ? text : text[..(longest - 1)] + "…";
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(c => char.IsControl(c) ? '·' : c)) : cut;
    }

    /// <summary>One sentence for a name that is none of the known ones.</summary>
    public static string Unknown(string what, string written, IReadOnlyCollection<string> known)
    {
        string[] some = [.. known.Take(MostKnown)];
        var more = known.Count > MostKnown ? ", …" : "";
        if (known.Count == 0) return $"There is no {what} '{Short(written)}'; there is none at all.";
        var meant = written.Length <= LongestName && Suggestion.Nearest(written, known.Where(name => MayBe(written, name))) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"There is no {what} '{Short(written)}'.{meant} Known: {string.Join(", ", some.Select(name => Short(name)))}{more}.";
    }

    // Spares comparing names that are too different in length to be near.
    private static bool MayBe(string written, string name) => Math.Abs(name.Length - written.Length) <= Math.Max(2, written.Length / 3);

    /// <summary>The known name that was probably meant: at most two typing errors away, in a short name one.</summary>
    public static string? Misspelt(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestName) return null;
        var allowed = written.Length <= 4 ? 1 : 2;
        var upper = written.ToUpperInvariant().Replace('_', '-');
        return known
            .Where(name => Math.Abs(name.Length - written.Length) <= allowed)
            .Select(name => (Name: name, Distance: Suggestion.Distance(upper, name.ToUpperInvariant().Replace('_', '-'))))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }
}
