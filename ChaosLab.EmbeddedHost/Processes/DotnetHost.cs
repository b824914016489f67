using System.Runtime.InteropServices;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>The <c>dotnet</c> program of the runtime that runs this one.</summary>
internal static class DotnetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        // {root}/shared/Microsoft.NETCore.App/{version}/
        var root = System.IO.Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
        var beside = System.IO.Path.Combine(root, name);
        return File.Exists(beside) ? beside : Programs.Find("dotnet") ?? name;
    }
}
