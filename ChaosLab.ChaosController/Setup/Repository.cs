using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Setup;

/// <summary>Where things lie in the checkout.</summary>
/// <param name="root">The directory of <c>ChaosLab.sln</c>.</param>
internal sealed class Repository(string root)
{
    private const string SolutionName = "ChaosLab.sln";

    public string Root { get; } = root;

    public string Solution => Path.Combine(Root, SolutionName);

    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The choice of the host, written by <c>lab setup</c>.</summary>
    public string LabProps => Path.Combine(Artifacts, "lab.props");

    public string PackageVersions => Path.Combine(Root, "Directory.Packages.props");

    /// <summary>Locate files; <c>Lab__RunDirectory</c> moves them, for the AppHost as for the command line.</summary>
    public string RunDirectory => Environment.GetEnvironmentVariable("Lab__RunDirectory") is { Length: > 0 } moved
        ? Path.GetFullPath(moved, Root)
        : Path.Combine(Artifacts, "run");

    /// <summary>What experiments leave behind; <c>Lab__RunsDirectory</c> moves it, for the chaos service as for the command line.</summary>
    public string RunsDirectory => Environment.GetEnvironmentVariable("Lab__RunsDirectory") is { Length: > 0 } moved
        ? Path.GetFullPath(moved, Root)
        : Path.Combine(Artifacts, "runs");

    public string LogOf(string lab) => Path.Combine(Artifacts, "logs", lab + ".log");

    /// <summary>The AppHost of the same build as this program, else the release build.</summary>
    public string AppHost
    {
        get
        {
            var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            var bin = output.Parent is { Name: "ChaosLab.ChaosController", Parent: { } siblings }
                ? Path.Combine(siblings.FullName, "ChaosLab.AppHost", output.Name)
                : Path.Combine(Artifacts, "bin", "ChaosLab.AppHost", "release");
            return Path.Combine(bin, "ChaosLab.AppHost.dll");
        }
    }

    /// <exception cref="LabError">The AppHost is not built.</exception>
    public void RequireBuilt()
    {
        if (File.Exists(AppHost)) return;
        throw LabError.No($"The lab is not built: {AppHost} is missing. Build it: dotnet build {Solution} -c Release");
    }

    /// <summary>Finds the checkout: <c>LAB_ROOT</c> (set by the <c>lab</c> script), else upwards from this program, else from here.</summary>
    public static Repository? Find()
    {
        if (Environment.GetEnvironmentVariable("LAB_ROOT") is { Length: > 0 } root && File.Exists(Path.Combine(root, SolutionName)))
        {
            return new Repository(Path.GetFullPath(root));
        }

        return Upwards(AppContext.BaseDirectory) ?? Upwards(Environment.CurrentDirectory);
    }

    private static Repository? Upwards(string from)
    {
        for (var directory = new DirectoryInfo(from); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, SolutionName))) return new Repository(directory.FullName);
        }

        return null;
    }
}
