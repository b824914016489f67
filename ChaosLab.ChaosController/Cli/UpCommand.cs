using System.CommandLine;
using System.Globalization;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Launching;
using ChaosLab.ChaosController.Setup;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab up</c>: start a lab, show it starting, and keep it until Ctrl+C, or leave it running.</summary>
internal static class UpCommand
{
    public static Command Create(CliContext context)
    {
        var detach = new Option<bool>("--detach", "-d") { Description = "Return when it is healthy; it goes on running." };
        var port = CommonOptions.Number("--port", "The shop's port; 5000 without it, 0 means a free one.", 0, 65_535);
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var written }] && int.TryParse(written, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1024)
            {
                result.AddError($"--port is '{written}'; ports below 1024 belong to the system. Use 0 (a free one) or 1024 to 65535.");
            }
        });
        var profile = CommonOptions.Choice(
            "--profile", "Whether the shop has its resilience patterns.", ShopProfiles.Resilient, ShopProfiles.Resilient, ShopProfiles.Naive);
        var infrastructure = CommonOptions.Choice(
            "--infrastructure", "Where Redis, Postgres and HAProxy come from; auto: containers if an engine answers, else local programs.",
            Infrastructure.Auto, Infrastructure.Auto, Infrastructure.Container, Infrastructure.Process);
        var limit = CommonOptions.Duration("--timeout", "How long starting may take; 3m without it.");
        var command = new LabCommand(
            "up", "Start the shop: install what is missing, run everything, show it; Ctrl+C stops it.",
            "./lab up", "./lab up --detach --profile naive", "./lab up --detach --name second --port 0")
        {
            detach, port, profile, infrastructure, limit,
        };
        command.SetAction((parsed, ct) => new LabRun(context).RunAsync(
            new LaunchOptions(
                parsed.GetValue(CommonOptions.Name) ?? LabName.Default, parsed.GetValue(port),
                parsed.GetRequiredValue(profile), parsed.GetRequiredValue(infrastructure)),
            parsed.GetValue(detach), parsed.GetValue(limit) ?? TimeSpan.FromMinutes(3), ct));
        return command;
    }
}
