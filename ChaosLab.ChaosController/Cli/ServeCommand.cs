using System.CommandLine;
using ChaosLab.ChaosController.Api;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab serve</c>: the <c>chaos</c> service, which the AppHost runs.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var settings = new Argument<string[]>("settings")
        {
            Description = "Configuration of the service, such as --Lab:Token=….",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new LabCommand("serve", "Run the chaos service; the AppHost does this.") { settings };
        command.Hidden = true;
        command.SetAction((parsed, _) => ControllerService.RunAsync(parsed.GetValue(settings) ?? []));
        return command;
    }
}
