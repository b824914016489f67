using System.CommandLine;
using ChaosLab.ChaosController.Api.Document;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab api</c>: what the chaos service can be asked, for programs; no lab needs to run.</summary>
internal static class ApiCommand
{
    public static Command Create(CliContext context)
    {
        var command = new LabCommand(
            "api", "Print the OpenAPI document of the chaos service (docs/openapi.json).",
            "./lab api > docs/openapi.json");
        command.SetAction(async (_, ct) =>
        {
            context.Terminal.Plain.Write(await ApiDocument.WriteAsync(ct));
            return ExitCodes.Done;
        });
        return command;
    }
}
