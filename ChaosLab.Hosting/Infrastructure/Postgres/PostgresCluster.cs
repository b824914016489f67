using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>The files of a Postgres server: where they lie, and how they come to be.</summary>
internal sealed class PostgresCluster
{
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(60);

    private readonly PostgresUser _user;
    private readonly string _initDb;

    private PostgresCluster(string home, string? movedFrom, PostgresUser user, string initDb)
    {
        Home = home;
        MovedFrom = movedFrom;
        _user = user;
        _initDb = initDb;
    }

    /// <summary>The directory of everything below.</summary>
    public string Home { get; }

    /// <summary>Where the data should have been, when the user of Postgres cannot reach that place; else null.</summary>
    public string? MovedFrom { get; }

    /// <summary>The data directory.</summary>
    public string Data => Path.Combine(Home, "data");

    /// <summary>Finds the place for the files, and makes sure that the user of Postgres can use it.</summary>
    /// <param name="wanted">Where they should lie.</param>
    /// <param name="user">Who Postgres runs as.</param>
    /// <param name="initDb">Full path of <c>initdb</c>.</param>
    public static PostgresCluster Locate(string wanted, PostgresUser user, string initDb)
    {
        user.CreateDirectory(wanted);
        if (user.CanUse(wanted)) return new PostgresCluster(wanted, null, user, initDb);

        // The place chosen instead is remembered, so that the next start finds its data again.
        var pointer = Path.Combine(wanted, "moved-to");
        var fallback = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : "";
        if (!Directory.Exists(fallback) || !user.CanUse(fallback))
        {
            fallback = TemporaryDirectory.ForDirectory("chaoslab-postgres-", wanted);
            user.CreateDirectory(fallback);
            PrivateFile.Write(pointer, fallback);
        }

        return new PostgresCluster(fallback, wanted, user, initDb);
    }

    /// <summary>Creates the cluster when there is none, and clears what a killed server left.</summary>
    /// <param name="passwordFile">A file with the superuser's password.</param>
    /// <param name="owner">Who is said to own it (<see cref="StoreMarker"/>).</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ChaosLabException">It cannot be created, or another server uses it.</exception>
    public async Task PrepareAsync(string passwordFile, string owner, CancellationToken ct)
    {
        RemovedData.Finish(Home);
        if (File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await PostmasterFile.ClearStaleAsync(Data, ct);
            await PostgresSurvivors.EndAsync(Data, ct);
            return;
        }

        // A cluster whose creation was interrupted has another name, so it is never taken for a whole one.
        var fresh = Data + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        if (Directory.Exists(Data) && !Directory.EnumerateFileSystemEntries(Data).Any()) Directory.Delete(Data);
        var password = Path.Combine(Home, "pwfile");
        _user.CopyFile(passwordFile, password);
        try
        {
            var (command, arguments) = _user.Run(_initDb);
            var made = await ProgramRun.RunAsync(
                command,
                [
                    .. arguments, "-D", fresh, "--username=" + PostgresProcessResource.UserName, "--pwfile=" + password,
                    "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync",
                ],
                InitLimit, ct);
            if (!made.Succeeded) throw new ChaosLabException($"The Postgres data directory {Data} cannot be created: {made.Complaint}");
            StoreMarker.Write(Home, owner);
            Directory.Move(fresh, Data);
        }
        finally
        {
            File.Delete(password);
        }
    }

    /// <summary>Deletes files that were put elsewhere.</summary>
    public void DeleteMoved()
    {
        if (MovedFrom is null) return;
        try
        {
            Directory.Delete(Home, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left to the system's temp cleaning.
        }
    }
}
