using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>What a locate file turned out to be.</summary>
internal enum LocateFileState
{
    /// <summary>Its AppHost runs.</summary>
    Running,

    /// <summary>Its AppHost is gone: it was killed and could not delete the file.</summary>
    Gone,

    /// <summary>It cannot be read as what it should be.</summary>
    Corrupt,

    /// <summary>Others than its owner may read it, so its token is no secret.</summary>
    Exposed,
}

/// <summary>One file of the run directory, judged.</summary>
/// <param name="Name">The lab's name, from the file's name.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="State">What it turned out to be.</param>
/// <param name="Location">Its content; null when corrupt or exposed.</param>
/// <param name="Problem">One sentence on what is wrong; null when running.</param>
internal sealed record LocateFile(string Name, string Path, LocateFileState State, LabLocation? Location, string? Problem)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The AppHost's process.</summary>
    public ProcessIdentity AppHost => new(Location!.Pid, Location.ProcessStartTime);

    /// <summary>Reads and judges a file; null when it is not there.</summary>
    public static LocateFile? Read(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        LocateFile Bad(LocateFileState state, string problem) => new(name, path, state, null, problem);

        try
        {
            if (!File.Exists(path)) return null;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                return Bad(LocateFileState.Exposed, $"{path} can be read by other users; delete it and start the lab again.");
            }

            var location = JsonSerializer.Deserialize<LabLocation>(File.ReadAllText(path), WireJson.Options);
            if (Defect(location, name) is { } defect)
            {
                return Bad(LocateFileState.Corrupt, $"{path} is not a locate file ({defect}); delete it.");
            }

            var file = new LocateFile(name, path, LocateFileState.Running, location, null);
            return file.AppHost.IsAlive()
                ? file
                : file with { State = LocateFileState.Gone, Problem = $"Its AppHost (pid {location!.Pid}) is gone." };
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            return Bad(LocateFileState.Corrupt, $"{path} is not JSON (line {error.LineNumber + 1}); delete it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Bad(LocateFileState.Corrupt, $"{path} cannot be read: {error.Message}");
        }
    }

    // The token is sent to that address, so it must be on this machine.
    private static string? Defect(LabLocation? location, string name)
    {
        if (location is null) return "it is empty";
        if (location.Name != name) return $"it names the lab '{location.Name}'";
        if (string.IsNullOrWhiteSpace(location.Token)) return "it has no token";
        if (location.Pid <= 1) return $"its pid is {location.Pid}";
        return Uri.TryCreate(location.BridgeUrl, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true }
            ? null
            : $"its bridge '{location.BridgeUrl}' is not a loopback address";
    }
}
