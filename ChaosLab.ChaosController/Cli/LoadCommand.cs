using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab load</c>: load on the shop, or on one address of this machine, and its figures.</summary>
internal static class LoadCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static Command Create(CliContext context)
    {
        var rate = Rate("--rate", "Requests per second (200).");
        var to = Rate("--to", "The rate a ramp ends with, or a spike has in its middle third.");
        var duration = CommonOptions.Duration("--for", "How long, such as 30s; 10s when left out, at most 1h.");
        var pattern = CommonOptions.Choice("--pattern", "How requests arrive.", "constant", "constant", "ramp", "spike", "poisson");
        var mix = CreateMix();
        var connections = CommonOptions.Number("--connections", $"The most connections at once, 1 to {LoadLimits.MaxConnections} (64).", 1, LoadLimits.MaxConnections);
        var timeout = CommonOptions.Duration("--timeout", "What takes longer is an error; 5s when left out.");
        var seed = CommonOptions.Number("--seed", "Makes arrivals and mix repeatable.", 0, int.MaxValue);
        var url = new Option<Uri?>("--url")
        {
            Description = "GET this address of this machine instead of using the shop.",
            HelpName = "address",
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address)) return address;
                result.AddError($"--url is '{result.Tokens[0].Value}'; write an address such as http://127.0.0.1:5000/products.");
                return null;
            },
        };
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "load", "Send requests on a schedule that does not wait for answers; exit code 1 when one failed or the schedule was not kept.",
            "./lab load --rate 200 --for 30s",
            "./lab load --rate 50 --to 500 --pattern ramp --for 1m",
            "./lab load --pattern poisson --mix browse=80,purchase=20 --seed 42",
            "./lab load --rate 5000 --connections 128 --url http://127.0.0.1:8080/")
        {
            rate, to, duration, pattern, mix, connections, timeout, seed, url, json,
        };
        command.SetAction((parsed, ct) =>
        {
            var length = parsed.GetValue(duration) ?? TimeSpan.FromSeconds(10);
            if (length > Longest) throw LabError.WrongUse("--for is longer than 1h, the most that a load may last.");
            if (parsed.GetValue(mix) is not null && parsed.GetValue(url) is not null)
                throw LabError.WrongUse("--mix is for the shop; with --url there is only one request.");
            var spec = new LoadSpec
            {
                Phases =
                [
                    new LoadPhase(Enum.Parse<ArrivalPattern>(parsed.GetValue(pattern)!, ignoreCase: true), parsed.GetValue(rate) ?? 200, parsed.GetValue(to), length),
                ],
                Mix = parsed.GetValue(mix) ?? LoadSpec.StandardMix,
                Connections = parsed.GetValue(connections) ?? 64,
                Timeout = parsed.GetValue(timeout) ?? TimeSpan.FromSeconds(5),
            };
            var run = new LoadRun(context, parsed.GetValue(json));
            return run.RunAsync(spec, length, parsed.GetValue(seed) ?? Random.Shared.Next(), parsed.GetValue(url), parsed.GetValue(CommonOptions.Name), ct);
        });
        return command;
    }

    private static Option<double?> Rate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
                && rate is > 0 and <= LoadLimits.MaxRate)
            {
                return rate;
            }

            result.AddError($"{name} is '{written}'; it must be a number above 0 and at most {LoadLimits.MaxRate}.");
            return null;
        },
    };

    private static Option<Dictionary<string, double>?> CreateMix() => new("--mix")
    {
        Description = "Weights of browse, search, purchase, return, orders; the usual is "
            + string.Join(',', LoadSpec.StandardMix.Select(part => $"{part.Key}={part.Value}")) + ".",
        HelpName = "operation=weight,…",
        CustomParser = ReadMix,
    };

    private static Dictionary<string, double>? ReadMix(ArgumentResult result)
    {
        var mix = new Dictionary<string, double>();
        foreach (var part in result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is [var operation, var weight]
                && double.TryParse(weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && mix.TryAdd(operation, number))
            {
                continue;
            }

            result.AddError($"--mix has '{part}'; write each operation once with its weight, such as browse=80,purchase=20.");
            return null;
        }

        return mix;
    }
}
