using ChaosLab.Hosting.Infrastructure;

namespace ChaosLab.ChaosController.Setup;

/// <summary>Finds programs in the same places, in the same order, as the AppHost.</summary>
internal static class ProgramFinder
{
    // What the AppHost reads as Lab:ProgramDirectories.
    private const string PlacesVariable = "Lab__ProgramDirectories";

    /// <summary>The full path of a program, or null.</summary>
    public static string? Find(string program)
    {
        var places = Environment.GetEnvironmentVariable(PlacesVariable) is { Length: > 0 } text
            ? text.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : null;
        return ProgramPlaces.Find(ProgramPlaces.All(places), program);
    }
}
