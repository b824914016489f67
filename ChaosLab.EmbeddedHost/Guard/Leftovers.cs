namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>Ends what dead programs left whose guards died too, or never got to their work.</summary>
internal static class Leftovers
{
    public static async Task SweepAsync()
    {
        foreach (var path in Directory.EnumerateFiles(StateDirectory.Journals, "*.journal"))
        {
            if (Read(path) is not { Owner: { } owner } journal) continue;
            if (owner.IsAlive || journal.Guard is { IsAlive: true }) continue;
            await Cleanup.RunAsync(journal, []);
            File.Delete(path);
        }
    }

    private static RunJournal? Read(string path)
    {
        try
        {
            var journal = new RunJournal();
            using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (file.ReadLine() is { } line) journal.Take(line);
            return journal;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
