namespace ChaosLab.ChaosController.Shell;

/// <summary>Finds the name somebody most likely meant.</summary>
internal static class Suggestion
{
    /// <summary>The nearest known name, or null when none is near enough to be a likely typing error.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var nearest = known
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(2, written.Length / 3) ? nearest.Name : null;
    }

    /// <summary>One sentence for an unknown name: what is unknown, what was perhaps meant, what there is.</summary>
    public static string Unknown(string what, string written, IReadOnlyCollection<string> known)
    {
        var meant = Nearest(written, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"There is no {what} '{written}'.{meant} Known: {string.Join(", ", known)}.";
    }

    // Optimal string alignment: insertions, deletions, substitutions, and swapped neighbours count one each.
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
