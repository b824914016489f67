using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The command <c>lab</c>: its verbs, and how every outcome becomes an exit code.</summary>
internal static class LabCommandLine
{
    private static readonly string[] Examples =
    [
        "./lab up                                   start the shop, stop it with Ctrl+C",
        "./lab up --detach                          start it and return",
        "./lab console                              see it in a browser, and press faults there",
        "./lab status                               what runs, and where",
        "./lab fault inject outage payment --for 30s",
        "./lab kill web-1                           and see how long it takes to recover",
        "./lab load --rate 200 --for 30s            customers on a schedule, and what they see",
        "./lab restore                              undo everything",
        "./lab halt --reason \"too much\"             undo all faults at once, refuse new ones",
        "./lab run experiments/web-kill.json        an experiment with a verdict",
        "./lab report --open                        what the last run found out",
        "./lab down                                 stop it",
    ];

    /// <summary>Runs the command line of this process.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var terminal = Terminal.OfThisProcess();
        if (Repository.Find() is not { } repository)
        {
            terminal.Error("There is no ChaosLab.sln here or above; run the script ./lab in the checkout, or set LAB_ROOT to it.");
            return ExitCodes.WrongUse;
        }

        using var interruption = Interruption.Listen();
        return await RunAsync(args, new CliContext(terminal, repository, interruption, TimeProvider.System));
    }

    /// <summary>Runs a command line in a given context.</summary>
    internal static async Task<int> RunAsync(string[] args, CliContext context)
    {
        var parsed = Create(context).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            context.Terminal.Error(WrongUse.Explain(parsed));
            return ExitCodes.WrongUse;
        }

        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = context.Terminal.Plain,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, context.Interruption.Requested);
        }
        catch (LabError error)
        {
            context.Terminal.Error(error.Message);
            return error.ExitCode;
        }
        catch (BridgeException error)
        {
            context.Terminal.Error(error.Message);
            return ExitCodeOf(error);
        }
        catch (OperationCanceledException) when (context.Interruption.Requested.IsCancellationRequested)
        {
            context.Terminal.Note("Interrupted.");
            return ExitCodes.No;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Terminal.Error(error.Message);
            return ExitCodes.No;
        }
        catch (InvalidOperationException error)
        {
            context.Terminal.Error($"{error.GetType().Name}: {error.Message}");
            return ExitCodes.No;
        }
    }

    private static int ExitCodeOf(BridgeException error) => (int?)error.Status switch
    {
        null => ExitCodes.NoLab,
        400 or 404 => ExitCodes.WrongUse,
        _ => ExitCodes.No,
    };

    private static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("ChaosLab: a shop that runs on this machine, and the faults to press on it.")
        {
            SetupCommand.Create(context),
            UpCommand.Create(context),
            DownCommand.Create(context),
            StatusCommand.Create(context),
            HealthCommand.Create(context),
            LogsCommand.Create(context),
            FaultCommand.Create(context),
            EdgesCommand.Create(context),
            KillCommand.Create(context),
            RandomCommand.Create(context),
            LoadCommand.Create(context),
            RestoreCommand.Create(context),
            HaltCommand.Create(context),
            RunCommand.Create(context),
            RunAllCommand.Create(context),
            CompareCommand.Create(context),
            CascadeCommand.Create(context),
            LoadChaosCommand.Create(context),
            MonitorCommand.Create(context),
            DashboardCommand.Create(context),
            ConsoleCommand.Create(context),
            ValidateCommand.Create(context),
            RunsCommand.Create(context),
            ReportCommand.Create(context),
            ApiCommand.Create(context),
            TestCommand.Create(context),
            ServeCommand.Create(),
        };
        root.HelpName = "lab";
        root.Add(CommonOptions.Name);
        root.Directives.Clear();

        var help = root.Options.OfType<HelpOption>().Single();
        var usual = (HelpAction)help.Action!;
        usual.MaxWidth = 110;
        help.Action = new HelpWithExamples(usual, Examples);
        return root;
    }
}
