using System.Text.RegularExpressions;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Takes the secrets out of an environment before it leaves the AppHost: rather one too many than one too few.</summary>
internal static partial class EnvironmentMask
{
    /// <summary>What stands for a secret.</summary>
    public const string Stars = "***";

    // What is shorter is a word like "true" that would be found everywhere.
    private const int LeastSecret = 6;

    private static readonly string[] SecretWords =
        ["TOKEN", "PASSWORD", "PASSWD", "SECRET", "KEY", "CREDENTIAL", "AUTHORIZATION", "COOKIE", "OTLP_HEADERS"];

    /// <summary>Masks a whole environment.</summary>
    /// <param name="variables">Names and values.</param>
    /// <param name="known">Secrets that are masked wherever they stand.</param>
    public static IReadOnlyList<EnvironmentValue> Apply(IEnumerable<(string Name, string? Value)> variables, IEnumerable<string> known)
    {
        var all = variables.OrderBy(variable => variable.Name, StringComparer.Ordinal).ToArray();

        // A password that has a variable of its own often stands in an address or a connection string, too. The longest
        // first: one secret may begin with another.
        var secrets = all.Where(variable => IsSecret(variable.Name)).Select(variable => variable.Value)
            .Concat(known)
            .OfType<string>()
            .Where(secret => secret.Length >= LeastSecret)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)
            .ToArray();
        return [.. all.Select(variable => Masked(variable.Name, variable.Value, secrets))];
    }

    private static EnvironmentValue Masked(string name, string? value, string[] secrets)
    {
        if (string.IsNullOrEmpty(value)) return new EnvironmentValue(name, value, Masked: false);
        if (IsSecret(name)) return new EnvironmentValue(name, Stars, Masked: true);
        var masked = secrets.Aggregate(value, (text, secret) => text.Replace(secret, Stars, StringComparison.Ordinal));
        masked = UserPart().Replace(masked, "$1" + Stars);
        masked = (masked.Contains(';', StringComparison.Ordinal) ? PasswordBeforeSemicolon() : PasswordBeforeNextName()).Replace(masked, "$1" + Stars);
        return new EnvironmentValue(name, masked, masked != value);
    }

    private static bool IsSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    // postgres://user:password@host; to the last @ of the word, for a password may hold one.
    [GeneratedRegex(@"(://[^/\s:@]*:)\S+(?=@)")]
    private static partial Regex UserPart();

    // ADO.NET: Host=…;Password="a;b";Database=…, where a quote within quotes is doubled.
    [GeneratedRegex("""((?:password|pwd|pass)\s*=\s*)("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordBeforeSemicolon();

    // Redis and query strings: host:6379,password=abc,ssl=true and ?user=a&password=b&ssl=true.
    [GeneratedRegex(@"((?:password|pwd|pass)\s*=\s*).*?(?=[,&]\s*[A-Za-z][\w ]*=|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordBeforeNextName();
}
