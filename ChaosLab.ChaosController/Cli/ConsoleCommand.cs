using System.CommandLine;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab console</c>: the lab in a browser, signed in.</summary>
internal static class ConsoleCommand
{
    public static Command Create(CliContext context)
    {
        var print = new Option<bool>("--print") { Description = "Print the link only; it is good for two minutes and for one sign-in." };
        var command = new LabCommand(
            "console", "See the lab in a browser and press faults there: opens the console, signed in.",
            "./lab console", "./lab console --print", "./lab console --name second")
        {
            print,
        };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(print), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool print, CancellationToken ct)
    {
        var lab = LabSelection.Find(context.Labs, name).Location!;
        using var client = new SignInClient(lab);
        var link = await client.CreateLinkAsync(ct);
        if (print)
        {
            context.Terminal.Line(link.Url);
            return ExitCodes.Done;
        }

        if (await context.Opener.OpenAsync(link.Url, ct) is { } problem)
        {
            context.Terminal.Note($"{problem} Open this link, within two minutes; it signs in once:");
            context.Terminal.Line(link.Url);
            return ExitCodes.Done;
        }

        context.Terminal.Line($"The console of the lab '{lab.Name}' opens in your browser: {lab.ConsoleUrl}");
        return ExitCodes.Done;
    }
}
