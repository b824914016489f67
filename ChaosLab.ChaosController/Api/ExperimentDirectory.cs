using ChaosLab.ChaosController.Setup;

namespace ChaosLab.ChaosController.Api;

/// <summary>Where the programs of an experiment run.</summary>
internal static class ExperimentDirectory
{
    /// <summary>The directory of its file; that of this process when there is none.</summary>
    /// <param name="file">The file: the console names it as it lies in the checkout, the command line in full.</param>
    public static string Of(string file)
        => Path.GetDirectoryName(InCheckout(file)) is { Length: > 0 } parent && Directory.Exists(parent) ? parent : Environment.CurrentDirectory;

    private static string InCheckout(string file)
        => file.Contains('\0', StringComparison.Ordinal) ? "" : Repository.Find() is { } repository ? Path.GetFullPath(file, repository.Root) : Path.GetFullPath(file);
}
