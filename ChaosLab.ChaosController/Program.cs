using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Cli;

// Without a verb this executable is the `chaos` service of the lab; with one it is the command line.
return args is []
    ? await ControllerService.RunAsync(args)
    : await LabCommandLine.RunAsync(args);
