using System.Globalization;
using ChaosLab.Benchmarks;
using ChaosLab.Benchmarks.Halt;
using ChaosLab.Benchmarks.Intake;
using ChaosLab.Benchmarks.Load;
using ChaosLab.Benchmarks.Onset;
using ChaosLab.Benchmarks.Proxy;
using ChaosLab.Benchmarks.Shop;
using ChaosLab.Benchmarks.Watch;
using Spectre.Console;

try
{
    return args switch
    {
        ["shop"] => await ShopBenchmark.RunAsync(TimeSpan.FromSeconds(10), AnsiConsole.Console),
        ["shop", "--seconds", var seconds] => await ShopBenchmark.RunAsync(TimeSpan.FromSeconds(Number("--seconds", seconds, 2, 120)), AnsiConsole.Console),
        ["proxy", .. var options] => await ProxyAsync(options),
        ["load"] => await LoadBenchmark.RunAsync(3, AnsiConsole.Console),
        ["load", "--rounds", var rounds] => await LoadBenchmark.RunAsync(Number("--rounds", rounds, 1, 50), AnsiConsole.Console),
        ["arrival-server", var port] => await ArrivalServer.RunAsync(Number("arrival-server", port, 1, 65535)),
        ["onset", .. var options] => await OnsetAsync(options),
        ["halt"] => await HaltBenchmark.RunAsync(5, AnsiConsole.Console),
        ["halt", "--rounds", var rounds] => await HaltBenchmark.RunAsync(Number("--rounds", rounds, 1, 50), AnsiConsole.Console),
        ["intake"] => await IntakeBenchmark.RunAsync(TimeSpan.FromSeconds(10), AnsiConsole.Console),
        ["intake", "--seconds", var seconds] => await IntakeBenchmark.RunAsync(TimeSpan.FromSeconds(Number("--seconds", seconds, 2, 120)), AnsiConsole.Console),
        ["watch"] => await WatchBenchmark.RunAsync(60, AnsiConsole.Console),
        ["watch", "--minutes", var minutes] => await WatchBenchmark.RunAsync(Number("--minutes", minutes, 0, 600), AnsiConsole.Console),
        _ => Usage(),
    };
}
catch (BenchmarkException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

static Task<int> ProxyAsync(string[] options)
{
    var rounds = 5;
    var pinned = false;
    var experiments = false;
    var tests = new List<string>();
    for (var i = 0; i < options.Length; i++)
    {
        if (options[i] == "--pinned") pinned = true;
        else if (options[i] == "--variants") experiments = true;
        else if (options[i] == "--rounds" && i + 1 < options.Length) rounds = Number("--rounds", options[++i], 1, 50);
        else if (Tests.All.Any(test => test.Name == options[i])) tests.Add(options[i]);
        else throw new ArgumentException($"'{options[i]}' is unknown; it must be --pinned, --variants, --rounds N or one of {string.Join(", ", Tests.All.Select(test => $"\"{test.Name}\""))}.");
    }

    return ProxyBenchmark.RunAsync(rounds, tests, pinned, experiments, AnsiConsole.Console);
}

static Task<int> OnsetAsync(string[] options)
{
    var rounds = 5;
    var containers = false;
    var kinds = new List<string>();
    string[] known = [.. OnsetCase.OfProcesses.Concat(OnsetCase.OfContainers).Select(measured => measured.Kind).Distinct()];
    for (var i = 0; i < options.Length; i++)
    {
        if (options[i] == "--containers") containers = true;
        else if (options[i] == "--rounds" && i + 1 < options.Length) rounds = Number("--rounds", options[++i], 1, 50);
        else if (known.Contains(options[i])) kinds.Add(options[i]);
        else throw new ArgumentException($"'{options[i]}' is unknown; it must be --containers, --rounds N or one of {string.Join(", ", known)}.");
    }

    return OnsetBenchmark.RunAsync(rounds, containers, kinds, AnsiConsole.Console);
}

static int Number(string name, string text, int least, int most)
    => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
        ? number
        : throw new ArgumentException($"{name} is '{text}'; it must be a whole number from {least} to {most}.");

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project ChaosLab.Benchmarks -- shop [--seconds 10]
               dotnet run -c Release --project ChaosLab.Benchmarks -- proxy [--rounds 5] [--pinned] [--variants] [test ...]
               dotnet run -c Release --project ChaosLab.Benchmarks -- onset [--rounds 5] [--containers] [kind ...]
               dotnet run -c Release --project ChaosLab.Benchmarks -- load [--rounds 3]
               dotnet run -c Release --project ChaosLab.Benchmarks -- halt [--rounds 5]
               dotnet run -c Release --project ChaosLab.Benchmarks -- intake [--seconds 10]
               dotnet run -c Release --project ChaosLab.Benchmarks -- watch [--minutes 60]
        """);
    return 2;
}
