using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ChaosLab.Hosting.Options;

/// <summary>Reads and checks the section <c>Lab</c>; every error is told at once.</summary>
/// <param name="configuration">The AppHost's configuration.</param>
/// <param name="root">What relative directories are relative to.</param>
/// <param name="underTest">Whether ports and data are a test's own unless said otherwise.</param>
internal sealed partial class ChaosLabOptionsReader(IConfiguration configuration, string root, bool underTest)
{
    private readonly List<string> _errors = [];

    /// <exception cref="ChaosLabException">A value is not allowed; the message lists all such values.</exception>
    public static ChaosLabOptions Read(IConfiguration configuration, string root, bool underTest)
        => new ChaosLabOptionsReader(configuration, root, underTest).Read();

    private ChaosLabOptions Read()
    {
        var name = Name();
        var options = new ChaosLabOptions
        {
            Name = name,
            Port = Port("Lab:Port", underTest ? 0 : 5000),
            ConsolePort = Port("Lab:ConsolePort", underTest ? 0 : 5080),
            Infrastructure = Choice<InfrastructureChoice>("Lab:Infrastructure"),
            Profile = Choice<LabProfile>("Lab:Profile"),
            DataDirectory = Text("Lab:DataDirectory") is { } data ? Absolute(data)
                : underTest ? null
                : Absolute(Path.Combine("artifacts", "data", name)),
            RunDirectory = Absolute(Text("Lab:RunDirectory") ?? Path.Combine("artifacts", "run")),
            ProgramDirectories = Text("Lab:ProgramDirectories")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            RedisImage = Image("Lab:Images:Redis"),
            PostgresImage = Image("Lab:Images:Postgres"),
            UnderTest = underTest,
        };
        if (Image("Lab:Images:HAProxy") is { } haproxy) options = options with { HAProxyImage = haproxy };
        if (Image("Lab:Images:NetworkTools") is { } tools) options = options with { NetworkToolsImage = tools };

        if (options.Port != 0 && options.Port == options.ConsolePort)
        {
            _errors.Add($"Lab:Port and Lab:ConsolePort are both {options.Port}; they must differ.");
        }

        return _errors.Count == 0
            ? options
            : throw new ChaosLabException("The lab's settings are wrong:" + string.Concat(_errors.Select(error => $"{Environment.NewLine}  {error}")));
    }

    private string Name()
    {
        var name = Text("Lab:Name") ?? "default";
        if (!NamePattern().IsMatch(name))
        {
            _errors.Add($"Lab:Name is '{name}'; it must be lower-case letters, digits and '-', starting with a letter or digit, at most 40 characters.");
        }

        return name;
    }

    private int Port(string key, int unset)
    {
        if (Text(key) is not { } text) return unset;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is 0 or (>= 1024 and <= 65535)) return port;
        _errors.Add($"{key} is '{text}'; it must be 0 (a free port) or between 1024 and 65535.");
        return 0;
    }

    private T Choice<T>(string key) where T : struct, Enum
    {
        if (Text(key) is not { } text) return default;
        if (!int.TryParse(text, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var value)) return value;
#pragma warning disable CA1308 // The values are written in lower case wherever a user meets them.
        _errors.Add($"{key} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
#pragma warning restore CA1308
        return default;
    }

    private string? Image(string key)
    {
        if (Text(key) is not { } text) return null;
        if (ImagePattern().IsMatch(text)) return text;
        _errors.Add($"{key} is '{text}'; it must be an image as name:tag.");
        return null;
    }

    private string Absolute(string path)
    {
        try
        {
            return Path.GetFullPath(path, root);
        }
        catch (ArgumentException)
        {
            _errors.Add($"'{path}' is not a path.");
            return root;
        }
    }

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._/:-]*:[A-Za-z0-9_][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();
}
