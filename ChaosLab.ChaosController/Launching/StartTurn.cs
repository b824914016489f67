using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Launching;

/// <summary>The right to start a lab of a name, held while it starts, so that two commands do not start it twice.</summary>
internal sealed class StartTurn : IDisposable
{
    private readonly FileStream _lock;

    private StartTurn(FileStream held) => _lock = held;

    /// <exception cref="LabError">Another command is starting it.</exception>
    public static StartTurn Take(LabDirectory labs, string name)
    {
        var path = Path.ChangeExtension(labs.FileOf(name), ".starting");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new StartTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw LabError.No($"The lab '{name}' is being started by another command. Look: ./lab status{(name == LabName.Default ? "" : $" --name {name}")}");
        }
    }

    public void Dispose() => _lock.Dispose();
}
