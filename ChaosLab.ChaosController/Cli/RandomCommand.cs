using System.CommandLine;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab random</c>: kill a service chosen by chance.</summary>
internal static class RandomCommand
{
    public static Command Create(CliContext context)
    {
        var seed = CommonOptions.Number("--seed", "Makes the choice repeatable.", 0, int.MaxValue);
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "random", "Kill a service chosen by chance and measure its recovery; prints the seed.",
            "./lab random", "./lab random --seed 42")
        {
            seed, json,
        };
        command.SetAction((parsed, ct) => new FaultInjection(context, parsed.GetValue(json)).RunAsync(
            parsed.GetValue(CommonOptions.Name), new FaultRequest("random-kill", "lab", null, parsed.GetValue(seed), Owner: FaultSettings.Owner), ct));
        return command;
    }
}
