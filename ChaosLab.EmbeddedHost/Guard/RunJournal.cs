using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>
/// What one program has started and not yet ended, as the lines say that it writes to its guard and to its journal file:
/// <c>owner|guard|add|del {pid}:{start}</c>, <c>run {id}</c>, <c>runtime {path}</c>.
/// </summary>
internal sealed class RunJournal
{
    private readonly HashSet<ProcessIdentity> _processes = [];
    private readonly HashSet<string> _runs = new(StringComparer.Ordinal);

    public ProcessIdentity? Owner { get; private set; }

    public ProcessIdentity? Guard { get; private set; }

    /// <summary>The container command line in use; null when the run has no containers.</summary>
    public string? ContainerRuntime { get; private set; }

    public IReadOnlyCollection<ProcessIdentity> Processes => _processes;

    public IReadOnlyCollection<string> Runs => _runs;

    /// <summary>Takes one line; a line cut off by a crash, or unknown, is passed over.</summary>
    public void Take(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return;

        var (verb, value) = (line[..space], line[(space + 1)..]);
        switch (verb)
        {
            case "run": _runs.Add(value); break;
            case "runtime": ContainerRuntime = value; break;
            default:
                if (ProcessIdentity.TryParse(value, out var identity)) Take(verb, identity);
                break;
        }
    }

    private void Take(string verb, ProcessIdentity identity)
    {
        switch (verb)
        {
            case "owner": Owner = identity; break;
            case "guard": Guard = identity; break;
            case "add": _processes.Add(identity); break;
            case "del": _processes.Remove(identity); break;
        }
    }
}
