using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Reads <c>Properties/launchSettings.json</c> beside a project file.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The named profile, else the AppHost's own, else the first that starts the project; null if there is none.</summary>
    public static (string Name, LaunchProfile Profile)? Find(IProjectMetadata metadata, string? name, IConfiguration configuration)
    {
        var settings = metadata.LaunchSettings ?? Read(metadata.ProjectPath);
        if (name is not null)
        {
            return settings?.Profiles.TryGetValue(name, out var named) == true
                ? (name, named)
                : throw new DistributedApplicationException(
                    $"Launch profile '{name}' is not in the launch settings of '{metadata.ProjectPath}'; "
                    + $"there are: {string.Join(", ", settings?.Profiles.Keys ?? Enumerable.Empty<string>())}.");
        }

        if (settings is null) return null;
        if (configuration["DOTNET_LAUNCH_PROFILE"] is { } own && settings.Profiles.TryGetValue(own, out var same)) return (own, same);

        foreach (var (key, profile) in settings.Profiles)
        {
            if (string.Equals(profile.CommandName, "Project", StringComparison.OrdinalIgnoreCase)) return (key, profile);
        }

        return null;
    }

    /// <summary>The settings of a project; null if it has none.</summary>
    public static LaunchSettings? Read(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath) ?? ".", "Properties", "launchSettings.json");
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Json);
        }
        catch (JsonException error)
        {
            throw new DistributedApplicationException($"{path} is not valid launch settings: {error.Message}", error);
        }
    }
}
