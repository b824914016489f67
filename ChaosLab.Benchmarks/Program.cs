using ChaosLab.Benchmarks;
using ChaosLab.Benchmarks.Shop;
using Spectre.Console;

if (args is not (["shop"] or ["shop", "--seconds", _]))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project ChaosLab.Benchmarks -- shop [--seconds 10]");
    return 2;
}

var seconds = 10;
if (args.Length == 3 && (!int.TryParse(args[2], out seconds) || seconds is < 2 or > 120))
{
    Console.Error.WriteLine($"--seconds is '{args[2]}'; it must be a whole number from 2 to 120.");
    return 2;
}

try
{
    return await ShopBenchmark.RunAsync(TimeSpan.FromSeconds(seconds), AnsiConsole.Console);
}
catch (BenchmarkException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
