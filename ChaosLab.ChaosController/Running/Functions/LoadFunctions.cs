using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the load: its figures, and its rate.</summary>
internal sealed class LoadFunctions(RunScope scope)
{
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(10);

    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody>
    {
        ["set-load"] = (arguments, _) => Task.FromResult(SetRate(arguments)),
        ["error-rate"] = (arguments, _) => Task.FromResult<JsonNode?>(Math.Round(Figures(arguments).ErrorRate, 6)),
        ["latency"] = (arguments, _) => Task.FromResult<JsonNode?>(Latency(arguments)),
        ["throughput"] = (arguments, _) => Task.FromResult<JsonNode?>(Throughput(arguments)),
    };

    private ILoad Load
        => scope.Load ?? throw new ActivityFailedException("there is no load to look at; give the experiment one in the extension chaoslab");

    private JsonNode? SetRate(LabArguments arguments)
    {
        var rate = arguments.Number("rate") ?? throw new ActivityFailedException("the argument 'rate' is missing");
        Load.SetRate(rate);
        return rate;
    }

    private LoadFigures Figures(LabArguments arguments)
    {
        var figures = Load.Recent(arguments.Duration("last") ?? Standard, arguments.TryText("operation"));
        return figures.Due > 0 ? figures : throw new ActivityFailedException("no request was due in that time, so there is nothing to measure");
    }

    private double Latency(LabArguments arguments)
    {
        var figures = Figures(arguments);
        var value = (arguments.TryText("quantile") ?? "p95") switch
        {
            "p50" => figures.P50,
            "p99" => figures.P99,
            "max" => figures.Max,
            _ => figures.P95,
        };
        return value is { } ms ? Math.Round(ms, 3) : throw new ActivityFailedException("no request was answered in that time, so there is no latency");
    }

    private double Throughput(LabArguments arguments)
        => Figures(arguments).Succeeded / (arguments.Duration("last") ?? Standard).TotalSeconds;
}
