namespace ChaosLab.ChaosController.Setup;

/// <summary>
/// Keeps Debian packages from starting their service while they are installed, by a temporary <c>policy-rc.d</c>.
/// One that the machine has already is left as it is.
/// </summary>
internal sealed class NoServiceStarts : IAsyncDisposable
{
    private const string Policy = "/usr/sbin/policy-rc.d";
    private const string Marker = "# ChaosLab setup: no service starts while its package is installed";

    private readonly Func<string[], TimeSpan, CancellationToken, Task<ProgramResult>> _asRoot;
    private readonly bool _ours;

    private NoServiceStarts(Func<string[], TimeSpan, CancellationToken, Task<ProgramResult>> asRoot, bool ours)
        => (_asRoot, _ours) = (asRoot, ours);

    public static async Task<NoServiceStarts> ApplyAsync(
        Func<string[], TimeSpan, CancellationToken, Task<ProgramResult>> asRoot, CancellationToken ct)
    {
        if (File.Exists(Policy)) return new NoServiceStarts(asRoot, ours: LeftByKilledSetup());

        var draft = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(draft, $"#!/bin/sh\n{Marker}\nexit 101\n", ct);
            var placed = await asRoot(["install", "-m", "755", draft, Policy], TimeSpan.FromSeconds(10), ct);
            return new NoServiceStarts(asRoot, placed.Succeeded);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ours) await _asRoot(["rm", "-f", Policy], TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    private static bool LeftByKilledSetup()
    {
        try
        {
            return File.ReadAllText(Policy).Contains(Marker, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
