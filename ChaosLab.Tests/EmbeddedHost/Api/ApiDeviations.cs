namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>Finds what an API has that another one lacks, or has otherwise.</summary>
internal static class ApiDeviations
{
    /// <summary>A sentence for each deviation; none when the API is a strict subset of the baseline.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<ApiType> api, IReadOnlyDictionary<string, ApiType> baseline)
        => [.. api.SelectMany(type => baseline.TryGetValue(type.Name, out var known) ? Compare(type, known) : [$"{type.Kind} {type.Name}: Aspire has no such public type."])];

    private static IEnumerable<string> Compare(ApiType type, ApiType known)
    {
        if (type.Kind != known.Kind) yield return $"{type.Name}: is a {type.Kind}; Aspire's is a {known.Kind}.";

        foreach (var extra in type.Bases.Except(known.Bases)) yield return $"{type.Name}: has base {extra}, which Aspire's has not.";

        // Fewer values would shift the others, so an enum is all or nothing.
        foreach (var extra in type.Members.Except(known.Members))
        {
            var near = known.Members.Where(member => NameOf(member) == NameOf(extra)).ToArray();
            var hint = near.Length > 0 ? $"{Environment.NewLine}    Aspire: {string.Join($"{Environment.NewLine}    Aspire: ", near)}" : "";
            yield return $"{type.Name}: {extra}{hint}";
        }

        foreach (var twice in type.Members.CountBy(member => member).Where(pair => pair.Value > known.Members.Count(member => member == pair.Key)))
            if (known.Members.Contains(twice.Key)) yield return $"{type.Name}: {twice.Key} occurs more often than in Aspire's.";
    }

    private static string NameOf(string signature)
    {
        var end = signature.IndexOfAny(['(', '{', '=']);
        var head = (end < 0 ? signature : signature[..end]).TrimEnd();
        var name = head[(head.LastIndexOf(' ') + 1)..];
        return name.Split('<')[0];
    }
}
