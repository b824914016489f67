using System.CommandLine;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab kill</c>: end a service's process or container at once.</summary>
internal static class KillCommand
{
    public static Command Create(CliContext context)
    {
        var service = new Argument<string>("service") { Description = "A resource, for example web-1." };
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "kill", "Kill a service and measure its recovery; the same as: fault inject kill <service>.",
            "./lab kill web-1")
        {
            service, json,
        };
        command.SetAction((parsed, ct) => new FaultInjection(context, parsed.GetValue(json)).RunAsync(
            parsed.GetValue(CommonOptions.Name), new FaultRequest("kill", parsed.GetRequiredValue(service), Owner: FaultSettings.Owner), ct));
        return command;
    }
}
