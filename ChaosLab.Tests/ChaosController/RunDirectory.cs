using System.Diagnostics;
using System.Text.Json;

namespace ChaosLab.Tests.ChaosController;

/// <summary>A private checkout with a run directory, into which tests put locate files.</summary>
internal sealed class RunDirectory : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("chaoslab-cli-");

    public RunDirectory()
    {
        File.WriteAllText(System.IO.Path.Combine(_root.FullName, "ChaosLab.sln"), "");
        Directory.CreateDirectory(Path);
    }

    public string Root => _root.FullName;

    public string Path => System.IO.Path.Combine(Root, "artifacts", "run");

    /// <summary>Writes the locate file of a lab whose AppHost is this process, unless told otherwise.</summary>
    public string Add(string name, string bridgeUrl = "http://127.0.0.1:1", int? pid = null, DateTimeOffset? startTime = null, string? gatewayUrl = null, string? consoleUrl = null,
        string profile = "resilient")
    {
        using var self = Process.GetCurrentProcess();
        return AddText(name, JsonSerializer.Serialize(new
        {
            name,
            bridgeUrl,
            token = FakeBridge.Token,
            pid = pid ?? self.Id,
            processStartTime = startTime ?? new DateTimeOffset(self.StartTime.ToUniversalTime(), TimeSpan.Zero),
            gatewayUrl,
            consoleUrl,
            appHostDirectory = Root,
            profile,
            infrastructure = "process",
            host = "Embedded",
        }));
    }

    public string AddText(string name, string content)
    {
        var file = System.IO.Path.Combine(Path, name + ".json");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(content);
        return file;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
