using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Options;

namespace ChaosLab.Hosting.Resources;

/// <summary>Holds a lab's name for as long as its AppHost lives; the system releases it when the AppHost is killed.</summary>
internal sealed class LabLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly FileStream _file;

    private LabLock(FileStream file) => _file = file;

    /// <exception cref="ChaosLabException">Another lab of that name runs.</exception>
    public static LabLock Take(ChaosLabOptions options)
    {
        Directory.CreateDirectory(options.RunDirectory);
        var path = Path.Combine(options.RunDirectory, options.Name + ".lock");
        return Patiently.Try(Patience, () => TryOpen(path)) is { } file
            ? new LabLock(file)
            : throw new ChaosLabException(
                $"A lab named '{options.Name}' already runs{Owner(options)}. Stop it with ./lab down, or give this one another name: "
                + "./lab up --name other (--Lab:Name=other).");
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Owner(ChaosLabOptions options)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(options.RunDirectory, options.Name + ".json"));
            return JsonSerializer.Deserialize<LabLocation>(text, WireJson.Options) is { } lab ? $" (AppHost pid {lab.Pid})" : "";
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
