using System.Xml.Linq;

namespace ChaosLab.ChaosController.Setup;

/// <summary>What the package feed said.</summary>
/// <param name="HasAspire">Whether every package of the Aspire build can be restored.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record FeedAnswer(bool HasAspire, string Reason);

/// <summary>Asks the NuGet feed, by restoring a throw-away project, whether the lab can be built on Aspire.</summary>
internal static class FeedProbe
{
    private static readonly string[] AspirePackages =
    [
        "Aspire.Hosting.AppHost", "Aspire.Hosting.Redis", "Aspire.Hosting.PostgreSQL", "Aspire.Hosting.Testing",
        "Aspire.StackExchange.Redis", "Aspire.Npgsql",
    ];

    // One small package answers the usual question in seconds; the others are asked for only after a yes.
    private const string SmallestPackage = "Aspire.AppHost.Sdk";
    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RestLimit = TimeSpan.FromMinutes(3);

    public static async Task<FeedAnswer> AskAsync(Repository repository, string dotnet, CancellationToken ct)
    {
        var (aspire, discovery) = Versions(repository.PackageVersions);
        var directory = Directory.CreateTempSubdirectory("chaoslab-probe-");
        try
        {
            foreach (var configuration in Directory.EnumerateFiles(repository.Root).Where(IsNuGetConfiguration))
            {
                File.Copy(configuration, Path.Combine(directory.FullName, "nuget.config"));
            }

            var first = await RestoreAsync(directory.FullName, dotnet, [(SmallestPackage, aspire)], FirstLimit, ct);
            if (first is not null) return new FeedAnswer(false, first);

            var rest = await RestoreAsync(
                directory.FullName, dotnet,
                [.. AspirePackages.Select(package => (package, aspire)), ("Microsoft.Extensions.ServiceDiscovery", discovery)],
                RestLimit, ct);
            return rest is null
                ? new FeedAnswer(true, $"the feed has Aspire {aspire}")
                : new FeedAnswer(false, rest);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<string?> RestoreAsync(
        string directory, string dotnet, IReadOnlyList<(string Id, string Version)> packages, TimeSpan limit, CancellationToken ct)
    {
        var project = new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("TargetFramework", "net10.0"),
                new XElement("NuGetAudit", "false")),
            new XElement("ItemGroup", packages.Select(package => new XElement("PackageDownload",
                new XAttribute("Include", package.Id), new XAttribute("Version", $"[{package.Version}]")))));
        var path = Path.Combine(directory, "probe.csproj");
        await File.WriteAllTextAsync(path, project.ToString(), ct);

        var result = await ProgramRunner.RunAsync(
            dotnet, ["restore", path, "--no-http-cache", "-v", "q", "-nologo"], limit, ct, directory: directory);
        if (result.Succeeded) return null;
        if (result.ExitCode is null) return $"the feed did not answer: {result.Output}";

        var missing = packages.FirstOrDefault(package => result.Output.Contains(package.Id, StringComparison.OrdinalIgnoreCase));
        return missing.Id is null
            ? "the feed could not be asked (dotnet restore failed)"
            : $"the feed has no {missing.Id} {missing.Version}";
    }

    private static (string Aspire, string Discovery) Versions(string path)
    {
        var document = XDocument.Load(path);
        var aspire = document.Descendants("AspireVersion").First().Value;
        var discovery = document.Descendants("PackageVersion")
            .First(package => package.Attribute("Include")?.Value == "Microsoft.Extensions.ServiceDiscovery")
            .Attribute("Version")!.Value;
        return (aspire, discovery);
    }

    private static bool IsNuGetConfiguration(string path)
        => Path.GetFileName(path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase);
}
