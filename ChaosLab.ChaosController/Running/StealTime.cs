using System.Globalization;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// Processor time that this machine wanted and that its host gave to other machines: <c>steal</c> of <c>/proc/stat</c> (proc(5)). A virtual
/// machine cannot see why it is slow otherwise; a slow answer then says nothing of the shop.
/// </summary>
internal sealed class StealTime
{
    private const string Accounts = "/proc/stat";
    private const int Idle = 3, Waiting = 4, Stolen = 7, Columns = 8;

    private readonly Func<string?> _read;
    private readonly (double Wanted, double Stolen)? _before;

    /// <param name="read">Gives the first line of the accounts; null where there are none.</param>
    public StealTime(Func<string?>? read = null)
    {
        _read = read ?? ReadAccounts;
        _before = Parse(_read());
    }

    /// <summary>The share since this was made, 0 to 1, of the time that was wanted; null where the system does not tell, or nothing was wanted.</summary>
    public double? Share
        => _before is { } before && Parse(_read()) is { } now && now.Wanted > before.Wanted
            ? Math.Clamp((now.Stolen - before.Stolen) / (now.Wanted - before.Wanted), 0, 1)
            : null;

    // "cpu user nice system idle iowait irq softirq steal guest guest_nice", in ticks; what guests used is in user.
    private static (double Wanted, double Stolen)? Parse(string? line)
    {
        if (line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["cpu", .. { Length: >= Columns } columns]) return null;
        var ticks = new double[Columns];
        for (var i = 0; i < Columns; i++)
        {
            if (!double.TryParse(columns[i], NumberStyles.None, CultureInfo.InvariantCulture, out ticks[i])) return null;
        }

        return (ticks.Sum() - ticks[Idle] - ticks[Waiting], ticks[Stolen]);
    }

    private static string? ReadAccounts()
    {
        try
        {
            return File.Exists(Accounts) ? File.ReadLines(Accounts).FirstOrDefault() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
