using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault</c>: what can be broken, breaking it, and mending it.</summary>
internal static class FaultCommand
{
    public static Command Create(CliContext context)
        => new LabCommand(
            "fault", "List, inject and remove faults.",
            "./lab fault list", "./lab fault describe latency", "./lab fault inject pause cache --for 10s", "./lab fault active")
        {
            FaultListCommand.Create(context),
            FaultDescribeCommand.Create(context),
            FaultInjectCommand.Create(context),
            FaultActiveCommand.Create(context),
            FaultRemoveCommand.Create(context),
        };
}
