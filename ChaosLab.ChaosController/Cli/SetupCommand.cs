using System.CommandLine;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab setup</c>: install what is missing, choose the host, say what there is.</summary>
internal static class SetupCommand
{
    private const string Auto = "auto";

    public static Command Create(CliContext context)
    {
        var host = CommonOptions.Choice(
            "--host", "What the AppHost is built on; auto: Aspire if the package feed has it, else the embedded host.",
            Auto, Auto, "aspire", "embedded");
        var infrastructure = CommonOptions.Choice(
            "--infrastructure", "What to make ready: containers, local programs, or whichever this machine has.",
            Infrastructure.Auto, Infrastructure.Auto, Infrastructure.Container, Infrastructure.Process);
        var hostOnly = new Option<bool>("--host-only") { Description = "Choose the host, install nothing.", Hidden = true };
        var command = new LabCommand(
            "setup", "Install what is missing and choose the host; safe to repeat.",
            "./lab setup", "./lab setup --host embedded", "./lab setup --infrastructure process")
        {
            host, infrastructure, hostOnly,
        };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetRequiredValue(host), parsed.GetRequiredValue(infrastructure), parsed.GetValue(hostOnly), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string host, string infrastructure, bool hostOnly, CancellationToken ct)
    {
        var (chosen, reason) = await ChooseAsync(context, host, ct);
        var changed = LabProps.WriteHost(context.Repository.LabProps, chosen);
        if (hostOnly)
        {
            context.Terminal.Note($"Host: {chosen} ({reason})");
            return ExitCodes.Done;
        }

        var machine = await Provisioning.EnsureAsync(infrastructure, context.Terminal, ct);
        context.Terminal.Out.Write(await SetupReport.CreateAsync(context.Terminal, machine, chosen, reason, ct));
        context.Terminal.Line(changed ? "Ready; the next command builds for this host. Start the lab: ./lab up" : "Ready. Start the lab: ./lab up");
        return ExitCodes.Done;
    }

    private static async Task<(string Host, string Reason)> ChooseAsync(CliContext context, string host, CancellationToken ct)
    {
        switch (host)
        {
            case "aspire": return (LabProps.Aspire, "as you said");
            case "embedded": return (LabProps.Embedded, "as you said");
            default:
                var answer = await FeedProbe.AskAsync(context.Repository, Dotnet.Path, ct);
                return (answer.HasAspire ? LabProps.Aspire : LabProps.Embedded, answer.Reason);
        }
    }
}
