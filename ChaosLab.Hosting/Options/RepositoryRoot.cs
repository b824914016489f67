namespace ChaosLab.Hosting.Options;

/// <summary>The directory that a lab's files lie below.</summary>
internal static class RepositoryRoot
{
    /// <summary>The nearest directory upwards with a solution, else the AppHost's own.</summary>
    public static string Of(string appHostDirectory)
    {
        for (var directory = new DirectoryInfo(appHostDirectory); directory is not null; directory = directory.Parent)
        {
            if (directory.Exists && (directory.EnumerateFiles("*.sln").Any() || directory.EnumerateFiles("*.slnx").Any())) return directory.FullName;
        }

        return appHostDirectory;
    }
}
