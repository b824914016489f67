using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Journal;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Faults;

/// <summary>What is written down of faults: in the journal, and in the logs of what they act on.</summary>
internal sealed class FaultLog(FaultJournal journal, ResourceLoggerService logs)
{
    /// <summary>Writes down that a fault is about to act.</summary>
    /// <exception cref="FaultRefusedException">It cannot be written, so the fault must not act.</exception>
    public void Intend(FaultRecord fault) => journal.Write(FaultJournal.Intent, fault);

    /// <summary>Follows an act. That the journal cannot be written any more must not keep a fault from being undone.</summary>
    public void Note(FaultRun run, string step)
    {
        var result = $"{run.Record.State}: {run.Record.Message}";
        try
        {
            if (run.Left is { } left) journal.Write(step, left, result);
            else journal.Write(step, run.Record, result);
        }
        catch (FaultRefusedException unwritten)
        {
            Tell(run, unwritten.Message);
        }
    }

    /// <summary>Tells people who read the logs.</summary>
    public void Tell(FaultRun run, string message)
    {
        foreach (var resource in run.Fault.Affected)
        {
            logs.GetLogger(resource).LogInformation("Fault {Id} ({Kind}): {Message}", run.Record.Id, run.Record.Kind, message);
        }
    }
}
