using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Infrastructure;

/// <summary>A file beside a store's data that says whose it is: what does not carry it is never deleted.</summary>
internal static class StoreMarker
{
    private const string FileName = "chaoslab-store";

    /// <summary>What this lab writes for a resource.</summary>
    public static string Of(LabResource lab, string resource) => $"{lab.Options.Name}/{resource}";

    /// <summary>Marks a directory whose data is about to be made.</summary>
    public static void Write(string directory, string owner) => PrivateFile.Write(Path.Combine(directory, FileName), owner);

    /// <summary>Whose a directory's data is; null when nobody has marked it.</summary>
    public static string? Read(string directory)
        => Path.Combine(directory, FileName) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
