using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default that is made once and kept in the AppHost's user secrets, if it has any.</summary>
internal sealed class KeptParameterDefault(Assembly? appHost, string parameterName, ParameterDefault inner) : ParameterDefault
{
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public override string GetDefaultValue()
    {
        var value = inner.GetDefaultValue();
        if (appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id) TryKeep(PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId), value);
        return value;
    }

    // A value that cannot be kept is good for this run all the same.
    private void TryKeep(string path, string value)
    {
        try
        {
            lock (Gate)
            {
                var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? [] : [];
                secrets[$"Parameters:{parameterName}"] = value;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var draft = $"{path}.{Environment.ProcessId}";
                File.WriteAllText(draft, secrets.ToJsonString(Json));
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                File.Move(draft, path, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
        }
    }
}
