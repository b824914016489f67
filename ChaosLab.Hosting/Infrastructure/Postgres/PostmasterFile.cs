using System.Diagnostics;
using System.Globalization;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary><c>postmaster.pid</c>: what a running server, or a killed one, leaves in its data directory.</summary>
internal static class PostmasterFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Deletes the file if the server it names is gone; waits a little for one that is ending.</summary>
    /// <exception cref="ChaosLabException">The server runs.</exception>
    public static async Task ClearStaleAsync(string data, CancellationToken ct)
    {
        var path = Path.Combine(data, "postmaster.pid");
        var clock = Stopwatch.StartNew();
        while (File.Exists(path) && ReadPid(path) is { } pid && Serves(pid, data))
        {
            if (clock.Elapsed > Patience)
            {
                throw new ChaosLabException(
                    $"Another Postgres (pid {pid}) uses the data directory {data}. Stop the lab it belongs to, or choose another directory: --Lab:DataDirectory=…");
            }

            await Task.Delay(Interval, ct);
        }

        File.Delete(path);
    }

    /// <summary>Whether that process is a Postgres on that data directory, not one that has got the same number later.</summary>
    internal static bool Serves(int pid, string data)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            if (process.HasExited) return false;
            if (!OperatingSystem.IsLinux()) return process.ProcessName.Contains("postgres", StringComparison.OrdinalIgnoreCase);

            // A server's working directory is its data directory.
            return File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName == data;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int? ReadPid(string path)
    {
        try
        {
            var first = File.ReadLines(path).FirstOrDefault();
            return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1 ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
